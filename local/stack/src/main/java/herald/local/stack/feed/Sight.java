package herald.local.stack.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the console can see of the running stack at this moment. Implementations are thread-safe and answer at once.
 */
public interface Sight {

    /**
     * @param id the connectionId
     * @param received frames from the client so far
     * @param sent frames to the client so far
     */
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
     * @param visible messages waiting, {@code ApproximateNumberOfMessages}
     * @param inFlight received and not yet deleted
     * @param delayed not yet due
     */
    record QueueDepth(String id, String name, boolean deadLetter, long visible, long inFlight, long delayed) {}

    /**
     * @param state {@code starting}, {@code idle} (frozen), {@code busy} or {@code gone}
     * @param residentBytes memory of the process, 0 where the system does not tell
     */
    record EnvironmentProcess(
            String function, long pid, String state, long invocations, Duration age, long residentBytes) {}

    /**
     * @param rate 0 to 1; 0 for one that has happened and now can't any more
     * @param limited whether to some connections or functions
     * @param happened how often, since the start
     */
    record FaultCount(String kind, double rate, boolean limited, long happened) {}

    /**
     * @param id logical id of its rule
     * @param expression such as {@code rate(1 minute)}
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

    /** @return all of them; callers cut the list for display */
    List<OpenConnection> connections();

    List<QueueDepth> queues();

    List<EnvironmentProcess> environments();

    List<ScheduleState> schedules();

    /** @return those that can happen now or have happened */
    List<FaultCount> faults();
}
