package herald.queues;

import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.connections.Cursor;
import herald.publications.Publication;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Work on the delivery queue. All publications are for the audience's channel, in the order in which clients must get
 * them. {@link Parcels} makes messages that fit SQS.
 */
public sealed interface DeliveryMessage {

    Audience audience();

    /** Finish these publications in this audience, from the cursor, or from the start. */
    record Continuation(
            Audience audience,
            List<Publication> publications,
            @Nullable Cursor cursor) implements DeliveryMessage {

        public Continuation {
            publications = List.copyOf(publications);
        }
    }

    /**
     * These connections are still owed these publications.
     *
     * @param tries how often they have been tried in vain
     * @param notBefore when to try again
     */
    record Owed(
            Audience audience,
            List<Publication> publications,
            List<Connection> connections,
            int tries,
            Instant notBefore)
            implements DeliveryMessage {

        public Owed {
            publications = List.copyOf(publications);
            connections = List.copyOf(connections);
        }
    }

    /**
     * A client that has to be spoken to first, which {@code $connect} can't do: it is connected only when that has
     * returned.
     *
     * @param audience where its row is
     */
    record Welcome(Audience audience, ConnectionId id, Instant connectedAt) implements DeliveryMessage {}
}
