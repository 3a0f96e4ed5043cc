package herald.local.template.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import herald.local.template.Fixture;
import herald.local.template.spec.ScheduleSpec;
import herald.local.template.spec.Template;
import herald.local.template.spec.TemplateRefusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleReaderTest {

    @TempDir
    Path directory;

    private Fixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new Fixture(directory);
    }

    private Template read(String function, String events, Map<String, String> parameters) {
        var text = """
                Transform: AWS::Serverless-2016-10-31
                Parameters:
                  SweepRate: {Type: String, Default: rate(1 minute)}
                  Minutes: {Type: Number, Default: 5}
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: build/rooms.jar
                      Handler: rooms.Talk
                      Runtime: java25
                      %s
                      Events:
                        %s
                  Dead: {Type: AWS::SQS::Queue}
                  Ordered: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}
                """.formatted(function, events);
        return fixture.readText("t.yaml", text, parameters);
    }

    private List<ScheduleSpec> schedules(String events) {
        return read("", events, Map.of()).schedules();
    }

    private ScheduleSpec sweep(String properties) {
        return schedules("Sweep: {Type: Schedule, Properties: {" + properties + "}}")
                .getFirst();
    }

    @Test
    void aScheduleHasTheDefaultsOfAws() {
        var sweep = sweep("Schedule: rate(1 minute)");

        assertThat(sweep.id()).isEqualTo("FSweep");
        assertThat(sweep.function()).isEqualTo("F");
        assertThat(sweep.arn()).matches("arn:aws:events:us-east-1:123456789012:rule/teahouse-FSweep-[A-Z0-9]{12}");
        assertThat(sweep.expression()).hasToString("rate(1 minute)");
        assertThat(sweep.input()).isEmpty();
        assertThat(sweep.enabled()).isTrue();
        assertThat(sweep.retries()).isEqualTo(2);
        assertThat(sweep.maximumAge()).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void everythingCanBeSaid() {
        var sweep = sweep("Schedule: cron(0 12 ? * MON-FRI *), Name: noon, Description: At noon,"
                + " Input: '{\"do\": \"sweep\"}', Enabled: false,"
                + " RetryPolicy: {MaximumRetryAttempts: 4, MaximumEventAgeInSeconds: 400},"
                + " DeadLetterConfig: {Arn: !GetAtt Dead.Arn}");

        assertThat(sweep.arn()).endsWith(":rule/noon");
        assertThat(sweep.expression()).hasToString("cron(0 12 ? * MON-FRI *)");
        assertThat(sweep.input()).contains("{\"do\": \"sweep\"}");
        assertThat(sweep.enabled()).isFalse();
    }

    @Test
    void stateSaysWhatEnabledSays() {
        assertThat(sweep("Schedule: rate(1 minute), State: DISABLED").enabled()).isFalse();
        assertThat(sweep("Schedule: rate(1 minute), State: ENABLED").enabled()).isTrue();
        assertThat(sweep("Schedule: rate(1 minute), Enabled: true").enabled()).isTrue();
    }

    @Test
    void expressionsMayHoldParameters() {
        var events = """
                A: {Type: Schedule, Properties: {Schedule: !Ref SweepRate}}
                        B: {Type: Schedule, Properties: {Schedule: !Sub 'rate(${Minutes} minutes)'}}""";

        assertThat(read("", events, Map.of("SweepRate", "rate(2 hours)")).schedules())
                .extracting(schedule -> schedule.id() + " " + schedule.expression())
                .containsExactly("FA rate(2 hours)", "FB rate(5 minutes)");
    }

    @Test
    void aFunctionWithAnAliasIsCalledByIt() {
        var template = read(
                "AutoPublishAlias: live", "Sweep: {Type: Schedule, Properties: {Schedule: rate(1 minute)}}", Map.of());

        assertThat(Objects.requireNonNull(template.functions().get("F")).qualifier())
                .isEqualTo("live");
        assertThat(fixture.notices).noneMatch(notice -> notice.contains("unpublished"));
    }

    @Test
    void theFunctionSaysHowOftenItIsTried() {
        var template = read(
                "EventInvokeConfig: {MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60}",
                "Sweep: {Type: Schedule, Properties: {Schedule: rate(1 minute)}}",
                Map.of());

        assertThat(template.schedules().getFirst().retries()).isZero();
        assertThat(template.schedules().getFirst().maximumAge()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whereFailedEventsWouldGoIsToldToHaveNoPartHere() {
        var events = """
                A: {Type: Schedule, Properties: {Schedule: rate(1 minute)}}
                        B: {Type: Schedule, Properties: {Schedule: rate(1 hour)}}""";
        read("DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Dead.Arn}", events, Map.of());

        assertThat(fixture.notices)
                .filteredOn(notice -> notice.contains("no part in a local run"))
                .singleElement()
                .asString()
                .contains("Resources.F.Properties.DeadLetterQueue: has no part in a local run");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Enabled: true                           | Schedule: is required and missing
            Schedule: rate(1 minutes)               | Schedule: rate(1 minutes) has the wrong number
            Schedule: cron(* * * * * *)             | Schedule: cron(* * * * * *): of day of month
            Schedule: rate(1 minute), Enabled: 7              | Enabled: 7 is neither true nor false
            Schedule: rate(1 minute), Enabled: true, State: ENABLED | State: says what Enabled says
            Schedule: rate(1 minute), State: PAUSED           | State: PAUSED is not one of ENABLED, DISABLED
            Schedule: rate(1 minute), Input: hello            | Input: is not JSON
            Schedule: rate(1 minute), Input: '{} {}'          | Input: is not JSON
            Schedule: rate(1 minute), Input: {a: 1}           | Input: must be a single value and is a map
            Schedule: rate(1 minute), Name: my rule           | Name: my rule is no name
            Schedule: rate(1 minute), Timezone: UTC           | Timezone: is no property of a Schedule event
            Schedule: rate(1 minute), RetryPolicy: {MaximumRetryAttempts: 186} | RetryPolicy.MaximumRetryAttempts: 186 is not within 0 to 185
            Schedule: rate(1 minute), DeadLetterConfig: {Type: SQS} | DeadLetterConfig.Type: asks SAM to make a queue
            Schedule: rate(1 minute), DeadLetterConfig: {Arn: !GetAtt Ordered.Arn} | DeadLetterConfig.Arn: Ordered is a FIFO queue
            Schedule: rate(1 minute), DeadLetterConfig: {Arn: !Ref Dead} | is no ARN of a queue of this template
            """)
    void whatAwsRefusesIsNamed(String properties, String said) {
        assertThatThrownBy(() -> sweep(properties))
                .isInstanceOf(TemplateRefusal.class)
                .hasMessageStartingWith("t.yaml:14: Resources.F.Properties.Events.Sweep.Properties.")
                .hasMessageContaining(said);
    }

    @Test
    void aDescriptionOrAnInputCanBeTooLong() {
        assertThatThrownBy(() -> sweep("Schedule: rate(1 minute), Description: " + "x".repeat(513)))
                .hasMessageContaining("Description: has more than 512 characters");
        assertThatThrownBy(() -> sweep("Schedule: rate(1 minute), Input: '\"" + "x".repeat(8192) + "\"'"))
                .hasMessageContaining("Input: has 8194 characters, and EventBridge takes 8192");
    }

    @Test
    void twoRulesCantHaveOneName() {
        var events = """
                A: {Type: Schedule, Properties: {Schedule: rate(1 minute), Name: sweep}}
                        B: {Type: Schedule, Properties: {Schedule: rate(1 hour), Name: sweep}}""";

        assertThatThrownBy(() -> schedules(events))
                .hasMessageContaining("Events.B.Properties.Name: is the name of FA too");
    }

    @Test
    void otherTypesAreRefusedByName() {
        assertThatThrownBy(() -> schedules("Sweep: {Type: ScheduleV2, Properties: {}}"))
                .hasMessageContaining("Events.Sweep.Type: ScheduleV2 events are not supported by the stand-in,"
                        + " only SQS and Schedule");
        assertThatThrownBy(() -> fixture.readText("rule.yaml", "Resources: {R: {Type: AWS::Events::Rule}}", Map.of()))
                .hasMessageContaining("AWS::Events::Rule is not supported by the stand-in: of EventBridge, a"
                        + " function's events of type Schedule are run");
    }
}
