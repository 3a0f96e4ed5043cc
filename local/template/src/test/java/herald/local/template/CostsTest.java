package herald.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostsTest {

    @TempDir
    private Path directory;

    @Test
    void whatHasAPriceOfItsOwnIsFound() {
        var fixture = new Fixture(directory);
        fixture.zip("f.jar", "a/Handler.class");
        var text = """
                Transform: AWS::Serverless-2016-10-31
                Globals:
                  Function: {Runtime: java25, Handler: a.Handler, CodeUri: f.jar, Architectures: [arm64]}
                Resources:
                  OnArm:
                    Type: AWS::Serverless::Function
                  OnX86:
                    Type: AWS::Serverless::Function
                    IgnoreGlobals: [Architectures]
                  DeadLetters:
                    Type: AWS::CloudWatch::Alarm
                    Properties:
                      {Namespace: N, MetricName: A, Statistic: Sum, Period: 60, EvaluationPeriods: 1,
                       ComparisonOperator: GreaterThanThreshold, Threshold: 0}
                  Throttles:
                    Type: AWS::CloudWatch::Alarm
                    Properties:
                      ComparisonOperator: GreaterThanThreshold
                      Threshold: 0
                      EvaluationPeriods: 1
                      Metrics:
                        - {Id: sum, Expression: a + b}
                        - {Id: a, ReturnData: false, MetricStat: {Period: 60, Stat: Sum, Metric: {Namespace: N, MetricName: A}}}
                        - {Id: b, ReturnData: false, MetricStat: {Period: 60, Stat: Sum, Metric: {Namespace: N, MetricName: B}}}
                  Overview:
                    Type: AWS::CloudWatch::Dashboard
                    Properties: {DashboardBody: '{}'}
                """;

        var costs = fixture.readText("t.yaml", text, Map.of()).costs();

        assertThat(costs.armFunctions()).containsExactly("OnArm");
        assertThat(costs.alarms()).isEqualTo(Map.of("DeadLetters", 1, "Throttles", 2));
        assertThat(costs.dashboards()).containsExactly("Overview");
    }
}
