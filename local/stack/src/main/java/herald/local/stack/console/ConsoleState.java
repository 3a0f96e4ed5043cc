package herald.local.stack.console;

import herald.local.stack.feed.Feed;
import herald.local.stack.feed.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /console/state.json} says: all that can be seen now, and what happened after the numbers asked for,
 * oldest first. Times are milliseconds of the epoch, as scripts have them.
 *
 * @param run changes when the stack is started again, and with it all numbers
 */
record ConsoleState(
        String run,
        long atMillis,
        Connections connections,
        List<Queue> queues,
        List<Environment> environments,
        List<Schedule> schedules,
        List<Sight.FaultCount> faults,
        List<Invocation> invocations,
        List<Problem> problems) {

    /** More connections than this are counted and not listed. */
    static final int LISTED = 100;

    /** @param listed the longest connected */
    record Connections(int count, List<Connection> listed) {}

    record Connection(
            String id,
            String api,
            String stage,
            long connectedAtMillis,
            long lastActiveAtMillis,
            String sourceIp,
            String userAgent,
            long received,
            long sent) {}

    record Queue(String id, String name, boolean deadLetter, long visible, long inFlight, long delayed) {}

    record Environment(String function, long pid, String state, long invocations, long ageMillis, long residentBytes) {}

    /** @param nextAtMillis null if it does not fire again, as is the other if it has not fired yet */
    record Schedule(
            String id,
            String function,
            String expression,
            boolean enabled,
            @Nullable Long nextAtMillis,
            @Nullable Long lastAtMillis,
            String result) {}

    record Invocation(
            long number,
            long startedAtMillis,
            String function,
            String trigger,
            String requestId,
            double durationMillis,
            String outcome,
            boolean cold,
            Map<String, Long> counts) {}

    record Problem(long number, long atMillis, String source, String message) {}

    static ConsoleState of(
            String run, Sight sight, List<Feed.FinishedInvocation> invocations, List<Feed.Problem> problems) {
        return new ConsoleState(
                run,
                Instant.now().toEpochMilli(),
                connections(sight.connections()),
                sight.queues().stream().map(ConsoleState::queue).toList(),
                sight.environments().stream().map(ConsoleState::environment).toList(),
                sight.schedules().stream().map(ConsoleState::schedule).toList(),
                sight.faults(),
                invocations.stream().map(ConsoleState::invocation).toList(),
                problems.stream().map(ConsoleState::problem).toList());
    }

    private static Connections connections(List<Sight.OpenConnection> open) {
        return new Connections(
                open.size(),
                open.stream()
                        .sorted(Comparator.comparing(Sight.OpenConnection::connectedAt))
                        .limit(LISTED)
                        .map(ConsoleState::connection)
                        .toList());
    }

    private static Connection connection(Sight.OpenConnection open) {
        return new Connection(
                open.id(),
                open.api(),
                open.stage(),
                open.connectedAt().toEpochMilli(),
                open.lastActiveAt().toEpochMilli(),
                open.sourceIp(),
                open.userAgent(),
                open.received(),
                open.sent());
    }

    private static Queue queue(Sight.QueueDepth depth) {
        return new Queue(
                depth.id(), depth.name(), depth.deadLetter(), depth.visible(), depth.inFlight(), depth.delayed());
    }

    private static Environment environment(Sight.EnvironmentProcess seen) {
        return new Environment(
                seen.function(),
                seen.pid(),
                seen.state(),
                seen.invocations(),
                seen.age().toMillis(),
                seen.residentBytes());
    }

    private static Schedule schedule(Sight.ScheduleState seen) {
        return new Schedule(
                seen.id(),
                seen.function(),
                seen.expression(),
                seen.enabled(),
                seen.nextAt().map(Instant::toEpochMilli).orElse(null),
                seen.lastAt().map(Instant::toEpochMilli).orElse(null),
                seen.result());
    }

    private static Invocation invocation(Feed.FinishedInvocation happened) {
        return new Invocation(
                happened.number(),
                happened.startedAt().toEpochMilli(),
                happened.function(),
                happened.trigger(),
                happened.requestId(),
                millis(happened.duration()),
                happened.outcome(),
                happened.cold(),
                happened.counts());
    }

    private static Problem problem(Feed.Problem happened) {
        return new Problem(happened.number(), happened.at().toEpochMilli(), happened.source(), happened.message());
    }

    private static double millis(Duration duration) {
        return Math.round(duration.toNanos() / 1e3) / 1e3;
    }
}
