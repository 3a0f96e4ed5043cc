package herald.posts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpenPostsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final OpenPosts posts = new OpenPosts(tasks::add, Runnable::run, tick -> {});

    @Test
    void outcomeIsToldOnTheExecutorOnly() {
        CompletableFuture<Outcome> outcome = posts.outcome(CompletableFuture.completedFuture("answer"), LONG);
        assertThat(outcome).isNotDone();

        runTasks();

        assertThat(outcome).isCompletedWithValue(new Outcome.Delivered());
    }

    @Test
    void whatIsAnsweredMeanwhileIsToldTogetherAndInOrder() {
        List<Integer> told = new ArrayList<>();
        List<CompletableFuture<Object>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            var answer = new CompletableFuture<Object>();
            answers.add(answer);
            var _ = posts.outcome(answer, LONG).thenAccept(outcome -> told.add(number));
        }
        answers.forEach(answer -> answer.complete("answer"));

        assertThat(tasks).hasSize(1);
        runTasks();

        assertThat(told).hasSize(100).isSorted();
    }

    @Test
    void postsMadeWhileOutcomesAreToldAreToldNext() {
        var outcome = posts.outcome(CompletableFuture.completedFuture("first"), LONG)
                .thenCompose(first -> posts.outcome(CompletableFuture.completedFuture("second"), LONG));

        runTasks();

        assertThat(outcome).isCompletedWithValue(new Outcome.Delivered());
    }

    @Test
    void deadlineCancelsTheCallAndIsAFailure() throws Exception {
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            var answer = new CompletableFuture<Object>();
            var patient = new CompletableFuture<Object>();
            var timed = new OpenPosts(executor, Runnable::run);
            CompletableFuture<Outcome> later = timed.outcome(patient, LONG);

            assertThat(timed.outcome(answer, Duration.ofMillis(30)).get(30, TimeUnit.SECONDS))
                    .isEqualTo(new Outcome.Failed("no answer by the deadline"));

            assertThat(answer).isCancelled();
            assertThat(later).isNotDone();
            patient.complete("answer");
            assertThat(later.get(30, TimeUnit.SECONDS)).isEqualTo(new Outcome.Delivered());
        }
    }

    @Test
    void nobodyWaitsForEverOnAnExecutorThatHasEnded() {
        Executor rejecting = task -> {
            throw new RejectedExecutionException("ended");
        };
        var ended = new OpenPosts(rejecting, rejecting);
        var answer = new CompletableFuture<Object>();
        CompletableFuture<Outcome> outcome = ended.outcome(answer, LONG);

        answer.completeExceptionally(new IllegalStateException("closed"));

        assertThat(outcome).isCompletedWithValue(new Outcome.Failed("IllegalStateException: closed"));
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
