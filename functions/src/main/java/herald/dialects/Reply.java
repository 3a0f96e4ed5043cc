package herald.dialects;

import herald.publications.RawJson;
import org.jspecify.annotations.Nullable;

/** What Herald itself tells one client. */
public sealed interface Reply {

    /** The client's event is on the queue. */
    record Ack(RawJson ack) implements Reply {}

    record Pong() implements Reply {}

    /** The client's message was not taken; {@code ack} as the client gave it, if it did. */
    record Refused(Refusal refusal, @Nullable RawJson ack) implements Reply {}
}
