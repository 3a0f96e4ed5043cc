package herald.local.meter;

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

    /** @param api logical id of the API to which a client has connected */
    Connection connected(String api);

    /**
     * An invocation has ended, however it did.
     *
     * @param function its logical id
     * @param billed what it took, with what is billed of initialising the environment
     */
    void invoked(String function, int memoryMegabytes, Duration billed);

    /** @param bytes of a line that a function, or Lambda about it, has written, without its end */
    void logged(String function, long bytes);

    /** @param metric that a line of the log makes CloudWatch keep, with its namespace and dimensions */
    void measured(String metric);

    /**
     * A call of a queue.
     *
     * @param payloadBytes of all messages that it carries or has brought
     */
    void queueCalled(String queue, long payloadBytes);

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

    /** For who counts nothing. */
    static Usage none() {
        return Uncounted.ANYTHING;
    }
}
