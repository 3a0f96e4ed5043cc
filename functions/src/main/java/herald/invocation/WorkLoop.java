package herald.invocation;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The loop of one fan-out, or one sweep: its calls, and what follows each answer, on the one thread. All but the constructor
 * and {@link #start} is called on that thread.
 *
 * <p>A bug ends the loop and is its failure: no step is taken any more, or the work would go on with a part missing and
 * count as served whom the bug left out.
 *
 * @param <R> what it ends with
 */
public final class WorkLoop<R> {

    private final Timing timing;
    private final CompletableFuture<R> end = new CompletableFuture<>();
    private Runnable goOn = () -> {};
    private int unanswered;
    private boolean ticking;

    public WorkLoop(Timing timing) {
        this.timing = timing;
    }

    /** @param goOn what the work does next: at the start, and after each answer and each tick */
    public CompletableFuture<R> start(Runnable goOn) {
        this.goOn = goOn;
        timing.executor().execute(() -> guarded(goOn));
        return end;
    }

    public void end(R result) {
        end.complete(result);
    }

    public Instant now() {
        return timing.now();
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

    /** Takes a step after a while, and goes on; until then it is not {@link #quiet}. */
    public void later(Duration delay, Runnable step) {
        answered(timing.delay().apply(delay), (over, thrown) -> step.run());
    }

    /** Takes a step after a while, and goes on, unless that is to happen already; nobody waits for it. */
    public void tick(Duration delay, Runnable step) {
        if (!ticking) {
            ticking = true;
            then(timing.delay().apply(delay), (over, thrown) -> {
                ticking = false;
                step.run();
                goOn.run();
            });
        }
    }

    /** Takes a step when a future is done, and no more. */
    public <T> void then(CompletableFuture<T> future, Then<? super T> step) {
        CompletableFuture<T> _ = future.whenCompleteAsync(
                (result, thrown) -> guarded(() -> step.accept(result, thrown)), timing.executor());
    }

    private void guarded(Runnable step) {
        if (end.isDone()) {
            return;
        }
        try {
            step.run();
        } catch (RuntimeException | Error bug) {
            end.completeExceptionally(bug);
        }
    }

    /** One of both is null. */
    public interface Then<T> {
        void accept(@Nullable T result, @Nullable Throwable thrown);
    }
}
