package herald.local.stack.queues;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import herald.local.stack.lambda.InvocationResult;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** The meaning of a function's answer for the messages of its batch. */
sealed interface BatchVerdict {

    /** All are done. */
    record Done() implements BatchVerdict {}

    /** @param failed ids of the messages that stay on the queue; the others are done */
    record DoneExcept(Set<String> failed) implements BatchVerdict {

        public DoneExcept {
            failed = Set.copyOf(failed);
        }
    }

    /** None is done: all come back when their visibility timeout has passed. */
    record Kept(String reason) implements BatchVerdict {}

    /** Refuses what comes after a complete JSON value. */
    ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * Judges by Lambda's rules (AWS docs, "Reporting batch item failures").
     *
     * @param reportsItemFailures whether the event source has {@code ReportBatchItemFailures}; without it whatever a
     *     function returns means that all is done
     * @param ids message ids of the batch
     */
    static BatchVerdict of(InvocationResult result, boolean reportsItemFailures, Set<String> ids) {
        return switch (result) {
            case InvocationResult.Failed failed -> new Kept(failed.errorType() + ": " + failed.message());
            case InvocationResult.TimedOut timedOut -> new Kept(timedOut.message());
            case InvocationResult.Returned returned ->
                reportsItemFailures ? reported(returned.payload(), ids) : new Done();
        };
    }

    private static BatchVerdict reported(byte[] payload, Set<String> ids) {
        JsonNode answer;
        try {
            answer = JSON.readTree(payload);
        } catch (JacksonException invalid) {
            return new Kept("the function's answer is not JSON: " + invalid.getOriginalMessage());
        } catch (IOException impossible) {
            return new Kept("the function's answer can't be read: " + impossible.getMessage());
        }
        if (answer.isNull() || answer.isMissingNode()) {
            return new Done();
        }
        if (!answer.isObject()) {
            return new Kept("the function's answer is not an object");
        }
        JsonNode failures = answer.path("batchItemFailures");
        if (failures.isNull() || failures.isMissingNode()) {
            return new Done();
        }
        return failures.isArray() ? listed(failures, ids) : new Kept("batchItemFailures is not a list");
    }

    private static BatchVerdict listed(JsonNode failures, Set<String> ids) {
        Set<String> failed = new HashSet<>();
        for (JsonNode failure : failures) {
            JsonNode identifier = failure.path("itemIdentifier");
            if (!identifier.isTextual() || !ids.contains(identifier.textValue())) {
                return new Kept("batchItemFailures names no message of the batch: " + failure);
            }
            failed.add(identifier.textValue());
        }
        return failed.isEmpty() ? new Done() : new DoneExcept(failed);
    }
}
