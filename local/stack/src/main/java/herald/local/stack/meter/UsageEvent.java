package herald.local.stack.meter;

import herald.local.rules.cloudwatch.Measurement;
import java.time.Duration;

/**
 * Something that a part of the stand-in did and that AWS would bill or measure. The parts know of no prices, steps or
 * metrics; who counts switches over all events, so that the compiler asks each counter about each. Functions, queues,
 * tables, APIs and schedules go by their logical ids. Immutable.
 *
 * <p>Whoever is told of events is told by any thread, also by those of sockets: it has to be thread-safe and to return at
 * once.
 */
public sealed interface UsageEvent {

    /** A client has connected. */
    record Connected(String connection, String api, String stage) implements UsageEvent {}

    /** A connection is over; the second time says nothing. */
    record Disconnected(String connection) implements UsageEvent {}

    /** A whole message of a client's has come, of so many bytes of text. */
    record MessageReceived(String api, String stage, long bytes) implements UsageEvent {}

    /** A whole message goes to a client, of so many bytes of text. */
    record MessageSent(String api, String stage, long bytes) implements UsageEvent {}

    /** A client's upgrade or message was dealt with. */
    record ClientHandled(String api, String stage, Handling how) implements UsageEvent {}

    /** The end of a client's upgrade or message, where API Gateway has a metric of it. */
    enum Handling {
        /** The {@code $connect} route's function is called. */
        CONNECT,
        /** Answered with a 4XX of API Gateway's own, and no function called. */
        CLIENT_ERROR,
        /** The function failed, or could not be called. */
        EXECUTION_ERROR,
        /** The function said no: another status than 2XX. */
        INTEGRATION_ERROR
    }

    /**
     * An invocation has ended, however it did.
     *
     * @param billed what it took, with what is billed of initialising the environment
     */
    record Invoked(String function, int memoryMegabytes, Duration billed) implements UsageEvent {}

    /**
     * An invocation has ended, however it did, but for one that the stand-in's own end cut off.
     *
     * @param took as the function's caller sees it, without what is billed beside
     * @param failed whether the function threw, was killed or ran into its timeout
     */
    record InvocationEnded(String function, Duration took, boolean failed) implements UsageEvent {}

    /** An invocation was turned away for want of concurrency. */
    record Throttled(String function) implements UsageEvent {}

    /** A function, or Lambda about it, has written a line of so many bytes, its end not counted. */
    record LineLogged(String function, long bytes) implements UsageEvent {}

    /** A line of a function's log made CloudWatch keep something. */
    record Measured(Measurement measurement) implements UsageEvent {}

    /** A line of a function's log has a metric that CloudWatch would not take, for this fault. */
    record MetricMisread(String function, String fault) implements UsageEvent {}

    /**
     * A queue was called.
     *
     * @param payloadBytes of all messages that the call carries or has brought
     */
    record QueueCalled(String queue, long payloadBytes) implements UsageEvent {}

    /** So many messages were sent to a queue; those that it moves to another one are no such messages. */
    record MessagesQueued(String queue, int messages) implements UsageEvent {}

    /** Lambda polls a queue for an event source from now on. */
    record PollingBegun(String eventSource, String queue) implements UsageEvent {}

    /** Lambda polls no more for an event source; the second time says nothing. */
    record PollingEnded(String eventSource) implements UsageEvent {}

    /**
     * A table was called.
     *
     * @param readUnits what DynamoDB says it consumed, a multiple of a half, as are the others
     */
    record TableCalled(String table, double readUnits, double writeUnits) implements UsageEvent {}

    /** A schedule has fired. */
    record ScheduleFired(String schedule) implements UsageEvent {}
}
