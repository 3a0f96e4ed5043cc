package herald.invocation;

import herald.publications.Reasons;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/** A call of a table, and what follows it. Only the call's own failure is told as one: a bug behind it must stay a bug. */
public final class Lookup {

    private Lookup() {}

    /** @param failed is given the reason */
    public static <T, R> CompletableFuture<R> then(
            CompletableFuture<T> call,
            Executor executor,
            Function<T, CompletableFuture<R>> answered,
            Function<String, CompletableFuture<R>> failed) {
        return call.<Supplier<CompletableFuture<R>>>handle((answer, thrown) ->
                        () -> thrown == null ? answered.apply(answer) : failed.apply(Reasons.of(thrown)))
                .thenComposeAsync(Supplier::get, executor);
    }
}
