package herald.publications;

/** What reading a queue record gave. */
public sealed interface ReadResult<T> {

    record Accepted<T>(T content) implements ReadResult<T> {}

    /**
     * The record can't be read, now or ever.
     *
     * @param reason a sentence for the log and the dead-letter queue's reader; quotes no payload
     */
    record Rejection<T>(String reason) implements ReadResult<T> {}
}
