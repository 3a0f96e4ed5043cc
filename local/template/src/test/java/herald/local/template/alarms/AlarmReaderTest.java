package herald.local.template.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import herald.local.rules.cloudwatch.Comparison;
import herald.local.rules.cloudwatch.DatapointRule;
import herald.local.rules.cloudwatch.MetricId;
import herald.local.rules.cloudwatch.MissingData;
import herald.local.rules.cloudwatch.Statistic;
import herald.local.template.Fixture;
import herald.local.template.spec.AlarmSpec;
import herald.local.template.spec.AlarmSpec.MetricQuery;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmReaderTest {

    private static final String SIMPLE = """
            AlarmDescription: There are letters.
                  AlarmActions: [arn:aws:sns:us-east-1:123456789012:pager]
                  Namespace: AWS/SQS
                  MetricName: ApproximateNumberOfMessagesVisible
                  Dimensions: [{Name: QueueName, Value: !GetAtt Letters.QueueName}]
                  Statistic: Maximum
                  Period: 120
                  EvaluationPeriods: 3
                  Threshold: 1.5
                  ComparisonOperator: GreaterThanOrEqualToThreshold
            """;

    @TempDir
    Path directory;

    private Fixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new Fixture(directory);
    }

    private AlarmSpec read(String properties) {
        var text = """
                Resources:
                  Letters: {Type: AWS::SQS::Queue, Properties: {QueueName: letters}}
                  Bell:
                    Type: AWS::CloudWatch::Alarm
                    Properties:
                      %s
                """.formatted(properties.strip());
        return fixture.readText("t.yaml", text, Map.of()).alarms().getFirst();
    }

    @Test
    void anAlarmOnAMetricIsRead() {
        var alarm = read(SIMPLE);
        var watched = alarm.watched().orElseThrow();

        assertThat(alarm.id()).isEqualTo("Bell");
        assertThat(alarm.description()).isEqualTo("There are letters.");
        assertThat(alarm.actions()).containsExactly("arn:aws:sns:us-east-1:123456789012:pager");
        assertThat(watched.rule()).isEqualTo(new DatapointRule(Comparison.AT_OR_ABOVE, 1.5, 3, 3, MissingData.MISSING));
        assertThat(watched.periodMinutes()).isEqualTo(2);
        assertThat(watched.queries())
                .containsExactly(new MetricQuery(
                        watched.returned(),
                        MetricId.of("AWS/SQS", "ApproximateNumberOfMessagesVisible", Map.of("QueueName", "letters")),
                        Statistic.MAXIMUM));
        assertThat(fixture.notices).isEmpty();
    }

    @Test
    void expressionsStandAfterWhatTheyName() {
        var watched = read("""
                Metrics:
                        - {Id: share, Expression: 100 * bad / all}
                        - {Id: all, Expression: good + bad, ReturnData: false}
                        - {Id: good, ReturnData: false, MetricStat: {Period: 60, Stat: Sum, Metric: {Namespace: N, MetricName: Good}}}
                        - {Id: bad, ReturnData: false, MetricStat: {Period: 60, Stat: p99, Metric: {Namespace: N, MetricName: Bad}}}
                      EvaluationPeriods: 3
                      DatapointsToAlarm: 2
                      TreatMissingData: notBreaching
                      Threshold: 1
                      ComparisonOperator: LessThanThreshold
                """).watched().orElseThrow();

        assertThat(watched.queries()).extracting(AlarmSpec.Query::id).last().isEqualTo("share");
        assertThat(watched.queries())
                .extracting(AlarmSpec.Query::id)
                .containsExactlyInAnyOrder("share", "all", "good", "bad")
                .containsSubsequence("bad", "all");
        assertThat(watched.returned()).isEqualTo("share");
        assertThat(watched.rule()).isEqualTo(new DatapointRule(Comparison.BELOW, 1, 3, 2, MissingData.NOT_BREACHING));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Period: 120 | Period: 10 | periods below a minute are not supported",
                "Statistic: Maximum | ExtendedStatistic: tm90 | the statistic tm90 is not supported",
                "GreaterThanOrEqualToThreshold | GreaterThanUpperThreshold | anomaly detection is not supported",
                "Threshold: 1.5 | ThresholdMetricId: band | ThresholdMetricId is not supported",
                "Threshold: 1.5 | EvaluationWindow: {WallClockWindow: {}} | EvaluationWindow is not supported",
                "EvaluationPeriods: 3 | EvaluationPeriods: 900 | they reach back more than a day"
            })
    void whatIsNotEvaluatedIsToldAndRunAllTheSame(String right, String other, String why) {
        assertThat(SIMPLE).contains(right);
        var alarm = read(SIMPLE.replace(right, other));

        assertThat(alarm.watched()).isEmpty();
        assertThat(alarm.unevaluated()).isEqualTo(why);
        assertThat(fixture.notices).singleElement().asString().contains("Bell", "is not evaluated here: " + why);
    }

    @Test
    void aFunctionThatIsNotKnownHereIsTold() {
        var alarm = read("""
                Metrics:
                        - {Id: band, Expression: "ANOMALY_DETECTION_BAND(m, 2)"}
                        - {Id: m, ReturnData: false, MetricStat: {Period: 60, Stat: Sum, Metric: {Namespace: N, MetricName: M}}}
                      EvaluationPeriods: 3
                      Threshold: 1
                      ComparisonOperator: LessThanThreshold
                """);

        assertThat(alarm.unevaluated()).isEqualTo("the function ANOMALY_DETECTION_BAND is not supported");
    }

    @Test
    void alarmsOnTablesAlwaysIgnoreMissingData() {
        var alarm = read(SIMPLE.replace("AWS/SQS", "AWS/DynamoDB"));

        assertThat(alarm.watched().orElseThrow().rule().missingData()).isEqualTo(MissingData.IGNORE);
        assertThat(fixture.notices)
                .singleElement()
                .asString()
                .contains("Bell.Properties.Namespace: metrics of AWS/DynamoDB are not measured here");
    }
}
