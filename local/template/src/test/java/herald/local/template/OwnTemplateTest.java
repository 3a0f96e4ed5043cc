package herald.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import herald.local.rules.iam.Need;
import herald.local.rules.iam.PolicyDecision;
import herald.local.rules.iam.Role;
import herald.local.template.spec.AlarmSpec;
import herald.local.template.spec.FunctionSpec;
import herald.local.template.spec.QueueSpec;
import herald.local.template.spec.ScheduleSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Herald's own template.yaml, in its two forms, with empty classes in place of its jar. */
class OwnTemplateTest {

    @TempDir
    Path directory;

    private Fixture fixture;
    private String text = "";

    @BeforeEach
    void readIt() throws IOException {
        fixture = new Fixture(directory);
        fixture.zip(
                "functions/target/herald.jar",
                "herald/ConnectionsFunction.class",
                "herald/BroadcastFunction.class",
                "herald/SweepFunction.class");
        text = Files.readString(Path.of("..", "..", "template.yaml"));
    }

    @Test
    void isRunAsItStands() {
        var template = fixture.readText("template.yaml", text, Map.of());

        assertThat(template.functions().values())
                .extracting(FunctionSpec::qualifier)
                .containsOnly("live");
        assertThat(template.functions().values())
                .filteredOn(FunctionSpec::snapStart)
                .extracting(FunctionSpec::id)
                .containsExactlyInAnyOrder("ConnectionsFunction", "BroadcastFunction");
        assertThat(template.schedules()).extracting(ScheduleSpec::function).containsExactly("SweepFunction");
        assertThat(template.apis()).hasSize(1);
        assertThat(template.queues().values()).extracting(QueueSpec::fifo).containsOnly(false);
        assertThat(template.eventSources()).hasSize(2);
        assertThat(template.outputs())
                .containsEntry("WebSocketUrl", "ws://127.0.0.1:3000/prod")
                .containsKeys("PublishQueueUrl", "DeadLetterQueueUrl", "ConnectionsTableName");
    }

    @Test
    void itsAlarmsAreAllEvaluated() {
        var alarms = fixture.readText("template.yaml", text, Map.of()).alarms();

        assertThat(alarms)
                .extracting(AlarmSpec::id)
                .containsExactly(
                        "DeadLettersAlarm",
                        "LateAlarm",
                        "OwedAlarm",
                        "ThrottlesAlarm",
                        "ErrorsAlarm",
                        "PostsThrottledAlarm");
        assertThat(alarms).extracting(AlarmSpec::watched).doesNotContain(Optional.empty());
        assertThat(fixture.notices).noneMatch(notice -> notice.contains("Alarm"));
    }

    @Test
    void hasFifoQueuesOnRequest() {
        var template = fixture.readText("template.yaml", text, Map.of("QueueType", "fifo", "StageName", "dev"));

        assertThat(template.queues().values()).extracting(QueueSpec::fifo).containsOnly(true);
        assertThat(template.outputs()).containsEntry("WebSocketUrl", "ws://127.0.0.1:3000/dev");
    }

    /** With the check at the end of a build that all of them are used: without any one of them, a call is denied. */
    @Test
    void noTwoStatementsOfARoleAllowTheSame() {
        var roles = fixture.readText("template.yaml", text, Map.of()).grants().roles();

        assertThat(roles).extracting(Role::id).containsExactly("BroadcastRole", "ConnectionsRole", "SweepRole");
        for (var role : roles) {
            for (var statement : role.statements()) {
                var others = role.statements().stream()
                        .filter(other -> !other.equals(statement))
                        .toList();
                for (var action : statement.actions().texts()) {
                    for (var resource : statement.resources().texts()) {
                        var need = new Need(action, resource);
                        assertThat(role.decide(need)).isEqualTo(new PolicyDecision.Allowed(statement));
                        assertThat(PolicyDecision.of(others, need)).isEqualTo(new PolicyDecision.ImplicitlyDenied());
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 10, 20, 60, 120, 300, 900})
    void visibilityIsSixTimesTheTimeout(int seconds) {
        var template = fixture.readText("template.yaml", text, Map.of("BroadcastTimeout", Integer.toString(seconds)));

        var queues = template.queues();
        assertThat(template.eventSources())
                .extracting(source -> queues.getOrDefault(
                        source.queue(), queues.values().iterator().next()))
                .extracting(QueueSpec::visibilityTimeout)
                .containsOnly(Duration.ofSeconds(6L * seconds));
    }
}
