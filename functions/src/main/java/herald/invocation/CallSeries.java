package herald.invocation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Gatherers;

/**
 * Several calls of one kind: one after the other, or so many at once.
 *
 * <p>A call that fails is the last: those behind it are not made, and its failure is the result's. Nothing is left running
 * when the result is done. The first call is made by the calling thread, and each further one by the thread on which those
 * before it were answered. A result that is cancelled stops nothing.
 */
public final class CallSeries {

    private CallSeries() {}

    /** Makes a call for each thing, when the one before has succeeded. */
    public static <T> CompletableFuture<Void> inTurn(List<T> things, Function<T, CompletableFuture<Void>> call) {
        CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
        for (T thing : things) {
            last = last.thenCompose(before -> call.apply(thing));
        }
        return last.copy();
    }

    /**
     * The same where the answers add up.
     *
     * @param call is given what the one before has answered, and the first of them {@code start}
     */
    public static <T, R> CompletableFuture<R> inTurn(
            List<T> things, R start, BiFunction<R, T, CompletableFuture<R>> call) {
        CompletableFuture<R> last = CompletableFuture.completedFuture(start);
        for (T thing : things) {
            last = last.thenCompose(answer -> call.apply(answer, thing));
        }
        return last.copy();
    }

    /**
     * Makes a call for each thing, some at once, and the next when all of these have been answered.
     *
     * @param some how many at once
     * @param call must not throw
     * @return the answers in the order of the things
     */
    public static <T, R> CompletableFuture<List<R>> together(
            List<T> things, int some, Function<T, CompletableFuture<R>> call) {
        List<R> answers = new ArrayList<>();
        return inTurn(things.stream().gather(Gatherers.windowFixed(some)).toList(), next -> {
                    List<CompletableFuture<R>> calls = next.stream().map(call).toList();
                    return CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))
                            .thenRun(() -> calls.forEach(done -> answers.add(done.resultNow())));
                })
                .thenApply(done -> answers);
    }
}
