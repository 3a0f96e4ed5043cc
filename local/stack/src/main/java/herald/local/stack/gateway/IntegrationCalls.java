package herald.local.stack.gateway;

import herald.local.stack.feed.Feed;
import herald.local.stack.lambda.Functions;
import herald.local.stack.lambda.InvocationResult;
import herald.local.stack.weather.StackClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Calls functions for the gateway, waiting no longer than an integration may take. Thread-safe; returns at once. */
final class IntegrationCalls {

    /**
     * @param function logical id
     * @param trigger route key, or what else the console shows as the reason
     * @param timeout of the integration, at most {@link GatewayLimits#INTEGRATION_TIMEOUT}
     */
    record Call(String function, String trigger, byte[] event, Duration timeout) {

        Call {
            timeout = timeout.compareTo(GatewayLimits.INTEGRATION_TIMEOUT) > 0
                    ? GatewayLimits.INTEGRATION_TIMEOUT
                    : timeout;
        }
    }

    private final Functions functions;
    private final StackClock clock;
    private final Feed feed;

    IntegrationCalls(Functions functions, StackClock clock, Feed feed) {
        this.functions = functions;
        this.clock = clock;
        this.feed = feed;
    }

    /** Calls the function before it returns; {@code then} runs once, on {@code executor}. */
    void make(Call call, Executor executor, Consumer<IntegrationAnswer> then) {
        CompletableFuture<IntegrationAnswer> answer = new CompletableFuture<>();
        Duration timeout = call.timeout();
        ScheduledFuture<?> limit = clock.after(timeout, () -> answer.complete(new IntegrationAnswer.Late(timeout)));
        var unusedResult = invoke(call).whenComplete((result, failure) -> {
            limit.cancel(false);
            answer.complete(answerOf(result, failure));
        });
        var unusedAnswer = answer.thenAcceptAsync(then, executor).exceptionally(fault -> {
            feed.problem("gateway", "Could not deal with the answer of " + call.function() + ": " + fault);
            return null;
        });
    }

    /** Holds the port to its contract, that it never throws. */
    private CompletableFuture<InvocationResult> invoke(Call call) {
        try {
            return functions.invoke(call.function(), call.trigger(), call.event());
        } catch (RuntimeException broken) {
            return CompletableFuture.failedFuture(broken);
        }
    }

    private static IntegrationAnswer answerOf(@Nullable InvocationResult result, @Nullable Throwable failure) {
        if (result == null) {
            return new IntegrationAnswer.InvocationFailure("", "could not be invoked: " + failure);
        }
        return switch (result) {
            case InvocationResult.Returned(byte[] payload) -> new IntegrationAnswer.Value(payload);
            case InvocationResult.Failed(String type, String message) ->
                new IntegrationAnswer.InvocationFailure(message, type + ": " + message);
            case InvocationResult.TimedOut(String message) -> new IntegrationAnswer.InvocationFailure(message, message);
        };
    }
}
