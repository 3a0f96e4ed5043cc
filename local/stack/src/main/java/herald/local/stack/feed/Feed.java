package herald.local.stack.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** The latest events for the console: invocations and errors, the newest {@value #KEPT} of each. Thread-safe. */
public final class Feed {

    private static final int KEPT = 500;

    /**
     * A finished invocation.
     *
     * @param number counts from 1 over the life of the stack
     * @param outcome {@code ok}, {@code error} or {@code timeout}
     * @param counts what the function's own log line says in numbers (delivered, gone, owed …), empty if it says
     *     nothing
     */
    public record FinishedInvocation(
            long number,
            Instant startedAt,
            String function,
            String trigger,
            String requestId,
            Duration duration,
            String outcome,
            boolean cold,
            Map<String, Long> counts) {

        public FinishedInvocation {
            counts = Map.copyOf(counts);
        }
    }

    /** @param source a function's logical id, or the part of the stand-in that speaks */
    public record Problem(long number, Instant at, String source, String message) {}

    private final Deque<FinishedInvocation> invocations = new ArrayDeque<>();
    private final Deque<Problem> problems = new ArrayDeque<>();
    private long invoked;
    private long failed;

    /** Numbers and keeps an invocation; {@code invocation.number} is ignored. */
    public synchronized void add(FinishedInvocation invocation) {
        invoked++;
        keep(
                invocations,
                new FinishedInvocation(
                        invoked,
                        invocation.startedAt(),
                        invocation.function(),
                        invocation.trigger(),
                        invocation.requestId(),
                        invocation.duration(),
                        invocation.outcome(),
                        invocation.cold(),
                        invocation.counts()));
    }

    public synchronized void problem(String source, String message) {
        failed++;
        keep(problems, new Problem(failed, Instant.now(), source, message));
    }

    /** Returns those with a number above {@code number}, oldest first. */
    public synchronized List<FinishedInvocation> invocationsAfter(long number) {
        List<FinishedInvocation> after = new ArrayList<>();
        for (FinishedInvocation invocation : invocations) {
            if (invocation.number() > number) {
                after.add(invocation);
            }
        }
        return after;
    }

    /** Returns those with a number above {@code number}, oldest first. */
    public synchronized List<Problem> problemsAfter(long number) {
        List<Problem> after = new ArrayList<>();
        for (Problem problem : problems) {
            if (problem.number() > number) {
                after.add(problem);
            }
        }
        return after;
    }

    private static <T> void keep(Deque<T> kept, T added) {
        kept.addLast(added);
        if (kept.size() > KEPT) {
            kept.removeFirst();
        }
    }
}
