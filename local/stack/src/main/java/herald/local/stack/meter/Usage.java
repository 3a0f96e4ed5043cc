package herald.local.stack.meter;

import herald.local.rules.cloudwatch.Measurement;
import java.time.Duration;

/**
 * What the parts of the stand-in tell of what they do, so that it can be counted as AWS would bill it. They know of no
 * prices and of no steps. Thread-safe; returns at once.
 */
public interface Usage {

    /** One connection, from its opening on. */
    interface Connection {

        /** A whole message of the client's, of so many bytes of text. */
        void received(long bytes);

        /** A whole message to the client, of so many bytes of text. */
        void sent(long bytes);

        /** It is over; the second time says nothing. */
        void closed();
    }

    /** What became of a client's upgrade or message, where API Gateway has a metric of it. */
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

    /** @param api logical id of the API to which a client has connected */
    Connection connected(String api, String stage);

    /** @param api its logical id */
    default void handled(String api, String stage, Handling how) {}

    /**
     * An invocation has ended, however it did.
     *
     * @param function its logical id
     * @param billed what it took, with what is billed of initialising the environment
     */
    void invoked(String function, int memoryMegabytes, Duration billed);

    /**
     * An invocation has ended, however it did, but for one that the stand-in's own end cut off.
     *
     * @param took as the function's caller sees it, without what is billed beside
     * @param failed whether the function threw, was killed or ran into its timeout
     */
    default void ended(String function, Duration took, boolean failed) {}

    /** An invocation was turned away for want of concurrency. */
    default void throttled(String function) {}

    /** @param bytes of a line that a function, or Lambda about it, has written, without its end */
    void logged(String function, long bytes);

    /** What a line of the log makes CloudWatch keep. */
    void measured(Measurement measurement);

    /** @param fault for which CloudWatch would not take a metric of a line of the function's log */
    default void misread(String function, String fault) {}

    /**
     * A call of a queue.
     *
     * @param payloadBytes of all messages that it carries or has brought
     */
    void queueCalled(String queue, long payloadBytes);

    /** So many messages were sent to a queue; not those that it moves to another one. */
    default void sent(String queue, int messages) {}

    /** From now on Lambda polls a queue for a function. @return ends that */
    Runnable polls(String queue);

    /**
     * A call of a table.
     *
     * @param readUnits what DynamoDB says it consumed, a multiple of a half
     */
    void consumed(String table, double readUnits, double writeUnits);

    /** @param schedule its rule's logical id */
    void fired(String schedule);

    /** @return tells two what it is told */
    static Usage both(Usage one, Usage other) {
        return new Both(one, other);
    }

    /** For who counts nothing. */
    static Usage none() {
        return Uncounted.ANYTHING;
    }
}
