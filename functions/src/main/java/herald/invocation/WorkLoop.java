package herald.invocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The calls of one fan-out, or one sweep, and what follows each answer, on the one thread. */
public final class WorkLoop {

    private final Executor executor;
    private final Runnable goOn;
    private final Consumer<Throwable> broken;
    /** Posts, forgets, closes and sends. */
    private int unanswered;

    private boolean stopped;

    /**
     * @param goOn what the work does next, after each answer
     * @param broken hears of a bug, which ends the work: no step is taken any more, or it would go on with a part missing
     *     and count as served whom the bug left out
     */
    public WorkLoop(Executor executor, Runnable goOn, Consumer<Throwable> broken) {
        this.executor = executor;
        this.goOn = goOn;
        this.broken = broken;
    }

    public void start() {
        executor.execute(() -> guarded(goOn));
    }

    /** Whether every call has been answered. */
    public boolean quiet() {
        return unanswered == 0;
    }

    /** Takes a step when a call is answered, and goes on; until then it is not {@link #quiet}. */
    public <T> void answered(CompletableFuture<T> call, Then<? super T> step) {
        unanswered++;
        then(call, (result, thrown) -> {
            unanswered--;
            step.accept(result, thrown);
            goOn.run();
        });
    }

    /** The same of a call that does not fail; that it does is a bug. */
    public <T> void answered(CompletableFuture<T> call, Consumer<? super T> step) {
        answered(call, (result, thrown) -> {
            if (result == null) {
                throw new IllegalStateException("a call has failed that never should", thrown);
            }
            step.accept(result);
        });
    }

    /** Takes a step when a future is done, and no more. */
    public <T> void then(CompletableFuture<T> future, Then<? super T> step) {
        CompletableFuture<T> _ =
                future.whenCompleteAsync((result, thrown) -> guarded(() -> step.accept(result, thrown)), executor);
    }

    private void guarded(Runnable step) {
        if (stopped) {
            return;
        }
        try {
            step.run();
        } catch (RuntimeException | Error bug) {
            stopped = true;
            broken.accept(bug);
        }
    }

    /** One of both is null. */
    public interface Then<T> {
        void accept(@Nullable T result, @Nullable Throwable thrown);
    }
}
