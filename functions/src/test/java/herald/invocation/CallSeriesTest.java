package herald.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallSeriesTest {

    private final List<CompletableFuture<Void>> calls = new ArrayList<>();

    private CompletableFuture<Void> call(int thing) {
        assertThat(thing).isEqualTo(calls.size());
        var call = new CompletableFuture<Void>();
        calls.add(call);
        return call;
    }

    private static List<Integer> things(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Test
    void oneCallFollowsTheOther() {
        CompletableFuture<Void> all = CallSeries.inTurn(things(3), this::call);

        assertThat(calls).hasSize(1);
        calls.get(0).complete(null);
        assertThat(calls).hasSize(2);
        calls.get(1).complete(null);
        calls.get(2).complete(null);
        assertThat(all).isCompleted();
    }

    @Test
    void firstThatFailsIsTheLast() {
        CompletableFuture<Void> all = CallSeries.inTurn(things(3), this::call);
        calls.get(0).complete(null);
        calls.get(1).completeExceptionally(new IllegalStateException("no"));

        assertThat(calls).hasSize(2);
        assertThatThrownBy(all::join).isInstanceOf(CompletionException.class).hasRootCauseMessage("no");
    }

    @Test
    void callThatThrowsHasFailed() {
        CompletableFuture<Void> all = CallSeries.inTurn(things(2), thing -> {
            throw new IllegalStateException("no");
        });

        assertThatThrownBy(all::join).isInstanceOf(CompletionException.class).hasRootCauseMessage("no");
    }

    @Test
    void cancelledResultStopsNothing() {
        CompletableFuture<Void> all = CallSeries.inTurn(things(2), this::call);
        assertThat(all.cancel(true)).isTrue();
        calls.get(0).complete(null);

        assertThat(calls).hasSize(2);
    }

    @Test
    void answersAddUp() {
        assertThat(CallSeries.inTurn(things(4), 100, (sum, thing) -> CompletableFuture.completedFuture(sum + thing)))
                .isCompletedWithValue(106);
        assertThat(CallSeries.inTurn(List.<Integer>of(), "start", (before, thing) -> new CompletableFuture<>()))
                .isCompletedWithValue("start");
    }

    @Test
    void manyThingsNeedNoDeepStack() {
        assertThat(CallSeries.inTurn(
                        things(100_000), 0, (count, thing) -> CompletableFuture.completedFuture(count + 1)))
                .isCompletedWithValue(100_000);

        var first = new CompletableFuture<Integer>();
        CompletableFuture<Integer> waiting = CallSeries.inTurn(
                things(100_000),
                0,
                (count, thing) -> thing == 0 ? first : CompletableFuture.completedFuture(count + 1));
        first.complete(1);
        assertThat(waiting).isCompletedWithValue(100_000);
    }

    @Test
    void soManyAreCalledAtOnceAndNoMore() {
        CompletableFuture<List<Void>> all = CallSeries.together(things(5), 2, this::call);

        assertThat(calls).hasSize(2);
        calls.get(1).complete(null);
        assertThat(calls).hasSize(2);
        calls.get(0).complete(null);
        assertThat(calls).hasSize(4);
        calls.get(2).complete(null);
        calls.get(3).complete(null);
        assertThat(all).isNotDone();
        calls.get(4).complete(null);
        assertThat(all).isCompleted();
    }

    @Test
    void answersComeInTheOrderOfTheThings() {
        List<CompletableFuture<Integer>> waiting =
                List.of(new CompletableFuture<>(), new CompletableFuture<>(), new CompletableFuture<>());
        CompletableFuture<List<Integer>> all = CallSeries.together(things(3), 2, waiting::get);
        waiting.get(1).complete(11);
        waiting.get(0).complete(10);
        waiting.get(2).complete(12);

        assertThat(all).isCompletedWithValue(List.of(10, 11, 12));
        assertThat(CallSeries.together(List.of(), 2, waiting::get)).isCompletedWithValue(List.of());
    }

    @Test
    void whatWasBegunWithOneThatFailsIsWaitedForAndNoMoreIsBegun() {
        CompletableFuture<List<Void>> all = CallSeries.together(things(4), 2, this::call);
        calls.get(0).completeExceptionally(new IllegalStateException("no"));

        assertThat(all).isNotDone();
        calls.get(1).complete(null);
        assertThat(calls).hasSize(2);
        assertThatThrownBy(all::join).hasRootCauseMessage("no");
    }
}
