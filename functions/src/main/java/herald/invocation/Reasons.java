package herald.invocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;

/** Failures of calls, as a clause for the log. */
public final class Reasons {

    private Reasons() {}

    public static String of(Throwable thrown) {
        Throwable cause = cause(thrown);
        String name = cause.getClass().getSimpleName();
        return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
    }

    /** Returns what a future failed with, without what futures put around it. */
    public static Throwable cause(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Tells the failure of a future that is done and did not succeed. */
    public static String of(CompletableFuture<?> done) {
        return done.state() == Future.State.CANCELLED ? "cancelled" : of(done.exceptionNow());
    }
}
