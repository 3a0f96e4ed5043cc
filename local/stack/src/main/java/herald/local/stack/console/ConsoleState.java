package herald.local.stack.console;

import herald.local.stack.feed.Feed;
import herald.local.stack.feed.Sight;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The answer of {@code /console/state.json}, written by {@link MillisJson}: all that can be seen now, and what happened
 * after the numbers asked for, oldest first.
 *
 * @param run changes when the stack is started again, and with it all numbers
 */
record ConsoleState(
        String run,
        Instant at,
        Connections connections,
        List<Sight.QueueDepth> queues,
        List<Sight.EnvironmentProcess> environments,
        List<Sight.ScheduleState> schedules,
        List<Sight.FaultCount> faults,
        List<Feed.FinishedInvocation> invocations,
        List<Feed.Problem> problems) {

    /** More connections than this are counted and not listed. */
    static final int LISTED = 100;

    /** @param listed the longest connected */
    record Connections(int count, List<Sight.OpenConnection> listed) {}

    static ConsoleState of(
            String run, Sight sight, List<Feed.FinishedInvocation> invocations, List<Feed.Problem> problems) {
        return new ConsoleState(
                run,
                Instant.now(),
                connections(sight.connections()),
                sight.queues(),
                sight.environments(),
                sight.schedules(),
                sight.faults(),
                invocations,
                problems);
    }

    private static Connections connections(List<Sight.OpenConnection> open) {
        return new Connections(
                open.size(),
                open.stream()
                        .sorted(Comparator.comparing(Sight.OpenConnection::connectedAt))
                        .limit(LISTED)
                        .toList());
    }
}
