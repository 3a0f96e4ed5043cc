package herald.invocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/** A call that may fail, and what follows either way. Its own failure only is told as one: a bug behind it stays a bug. */
public final class Attempt {

    private Attempt() {}

    /**
     * @param executor where what follows is begun
     * @param failed is given the reason
     */
    public static <T, R> CompletableFuture<R> then(
            CompletableFuture<T> call,
            Executor executor,
            Function<T, CompletableFuture<R>> succeeded,
            Function<String, CompletableFuture<R>> failed) {
        return call.<Supplier<CompletableFuture<R>>>handle((answer, thrown) ->
                        () -> thrown == null ? succeeded.apply(answer) : failed.apply(Reasons.of(thrown)))
                .thenComposeAsync(Supplier::get, executor);
    }
}
