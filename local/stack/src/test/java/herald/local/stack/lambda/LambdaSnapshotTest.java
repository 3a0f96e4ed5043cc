package herald.local.stack.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import herald.local.stack.probe.SnapProbe;
import herald.local.template.spec.FunctionSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs around a snapshot. */
class LambdaSnapshotTest {

    @TempDir
    Path directory;

    private RunningLambda start(FunctionSpec... functions) {
        return new RunningLambda(directory, Map.of(), functions);
    }

    @Test
    void snapStartHooksRunBeforeTheFirstInvocation() {
        FunctionSpec snap = RunningLambda.withSnapStart(RunningLambda.function(directory, SnapProbe.class, Map.of()));
        try (RunningLambda lambda = start(snap)) {
            assertThat(RunningLambda.payload(lambda.send("SnapProbe", "{}").join()))
                    .hasToString("[\"beforeCheckpoint\",\"afterRestore\"]");
        }
    }

    @Test
    void hooksDoNotRunWithoutSnapStart() {
        try (RunningLambda lambda = start(RunningLambda.function(directory, SnapProbe.class, Map.of()))) {
            assertThat(RunningLambda.payload(lambda.send("SnapProbe", "{}").join()))
                    .hasToString("[]");
        }
    }

    @Test
    void aHookThatThrowsFailsTheStart() {
        for (String hook : List.of("beforeCheckpoint", "afterRestore")) {
            FunctionSpec snap = RunningLambda.withSnapStart(
                    RunningLambda.function(directory.resolve(hook), SnapProbe.class, Map.of("BROKEN", hook)));
            assertThatThrownBy(() -> start(snap))
                    .isInstanceOf(InitFailure.class)
                    .hasMessageContaining("SnapProbe")
                    .hasMessageContaining(hook + " is broken");
        }
    }
}
