package herald.local.stack.queues;

import static herald.local.stack.queues.ScriptedFunction.returned;
import static org.assertj.core.api.Assertions.assertThat;

import herald.local.stack.lambda.InvocationResult;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of what an answer means, row by row: AWS docs, "Reporting batch item failures". */
final class BatchVerdictTest {

    private static final Set<String> IDS = Set.of("a", "b", "c");

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "{}", "\"text\"", "7", "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"}]}", "{oops"})
    void withoutReportsAnyReturnMeansAllIsDone(String payload) {
        assertThat(BatchVerdict.of(returned(payload), false, IDS)).isEqualTo(new BatchVerdict.Done());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "{}", "{\"batchItemFailures\":null}", "{\"batchItemFailures\":[]}", "{\"other\":1}"})
    void nothingReportedMeansAllIsDone(String payload) {
        assertThat(BatchVerdict.of(returned(payload), true, IDS)).isEqualTo(new BatchVerdict.Done());
    }

    @Test
    void reportedItemsStayAndTheOthersAreDone() {
        String payload = "{\"batchItemFailures\":[{\"itemIdentifier\":\"c\"},{\"itemIdentifier\":\"a\"}]}";
        assertThat(BatchVerdict.of(returned(payload), true, IDS))
                .isEqualTo(new BatchVerdict.DoneExcept(Set.of("a", "c")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"itemId\":\"a\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"of another batch\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"x\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":}]}",
                "{\"batchItemFailures\":[]} and more",
                "{\"batchItemFailures\":\"a\"}",
                "\"a\""
            })
    void anInvalidReportKeepsTheWholeBatch(String payload) {
        assertThat(BatchVerdict.of(returned(payload), true, IDS)).isInstanceOf(BatchVerdict.Kept.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anExceptionKeepsTheWholeBatch(boolean reports) {
        InvocationResult failed = new InvocationResult.Failed("java.lang.IllegalStateException", "no");
        assertThat(BatchVerdict.of(failed, reports, IDS)).isInstanceOf(BatchVerdict.Kept.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTimeoutKeepsTheWholeBatch(boolean reports) {
        InvocationResult timedOut = new InvocationResult.TimedOut("Task timed out after 3.00 seconds");
        assertThat(BatchVerdict.of(timedOut, reports, IDS)).isInstanceOf(BatchVerdict.Kept.class);
    }
}
