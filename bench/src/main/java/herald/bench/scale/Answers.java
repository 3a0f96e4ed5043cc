package herald.bench.scale;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The time at which a table in memory answers: at once, or after a while. */
interface Answers {

    <T extends @Nullable Object> CompletableFuture<T> read(int rows, Supplier<T> answer);

    <T extends @Nullable Object> CompletableFuture<T> written(Supplier<T> answer);
}
