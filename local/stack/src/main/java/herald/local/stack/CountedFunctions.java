package herald.local.stack;

import herald.local.stack.lambda.Functions;
import herald.local.stack.lambda.InvocationResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The functions, of which it is known whether any is running, so that a stop can wait for them. Thread-safe. */
final class CountedFunctions implements Functions {

    private final Functions functions;
    private int running;

    CountedFunctions(Functions functions) {
        this.functions = functions;
    }

    @Override
    public CompletableFuture<InvocationResult> invoke(String function, String trigger, byte[] event) {
        count(1);
        return functions.invoke(function, trigger, event).whenComplete((result, failure) -> count(-1));
    }

    /** Waits until none is running; false if that takes longer than {@code most}. */
    synchronized boolean awaitIdle(Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        while (running > 0) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private synchronized void count(int change) {
        running += change;
        notifyAll();
    }
}
