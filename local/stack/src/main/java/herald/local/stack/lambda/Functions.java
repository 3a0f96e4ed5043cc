package herald.local.stack.lambda;

import java.util.concurrent.CompletableFuture;

/**
 * Lambda's Invoke API, request-response.
 *
 * <p>Thread-safe. Returns at once; the future never fails: whatever can happen to an invocation is an
 * {@link InvocationResult}. Waits for a free environment as long as it takes, as a caller's own timeout decides when to
 * stop waiting.
 */
public interface Functions {

    /**
     * Invokes a function (logical id) with an event, JSON.
     *
     * @param trigger what it is invoked for, as the console shows it: a route key, a queue's logical id
     */
    CompletableFuture<InvocationResult> invoke(String function, String trigger, byte[] event);
}
