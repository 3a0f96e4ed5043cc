package herald.local.stack.feed;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The console's view of the running stack at this moment. Implementations are thread-safe and answer at once. */
public interface Sight {

    /** An open connection, with the numbers of frames received from the client and sent to it so far. */
    record OpenConnection(
            String id,
            String api,
            String stage,
            Instant connectedAt,
            Instant lastActiveAt,
            String sourceIp,
            String userAgent,
            long received,
            long sent) {}

    /**
     * The messages of a queue: waiting ({@code ApproximateNumberOfMessages}), in a receiver's hands, or not yet due.
     */
    record QueueDepth(String id, String name, boolean deadLetter, long visible, long inFlight, long delayed) {}

    /**
     * An environment: {@code starting}, {@code idle} (frozen), {@code busy} or {@code gone}.
     *
     * @param residentBytes memory of the process, 0 where the system does not tell
     */
    record EnvironmentProcess(
            String function, long pid, String state, long invocations, long ageMillis, long residentBytes) {}

    /**
     * A fault, and how often it happened since the start; {@code limited} if it befalls some connections or functions
     * only.
     *
     * @param rate 0 to 1; 0 for one that has happened and now can't any more
     */
    record FaultCount(String kind, double rate, boolean limited, long happened) {}

    /**
     * A schedule, by the logical id of its rule.
     *
     * @param nextAt when it fires next, empty if it does not
     * @param lastAt when it last invoked its function, empty if it has not yet
     * @param result of what it sent last: {@code ok}, {@code failed} …, empty if there is none yet
     */
    record ScheduleState(
            String id,
            String function,
            String expression,
            boolean enabled,
            Optional<Instant> nextAt,
            Optional<Instant> lastAt,
            String result) {}

    /** Returns all of them; callers cut the list for display. */
    List<OpenConnection> connections();

    List<QueueDepth> queues();

    List<EnvironmentProcess> environments();

    List<ScheduleState> schedules();

    /** Returns those that can happen now or have happened. */
    List<FaultCount> faults();
}
