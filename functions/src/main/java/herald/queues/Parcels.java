package herald.queues;

import herald.aws.AwsLimits;
import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.Cursor;
import herald.publications.Publication;
import herald.queues.DeliveryMessage.Continuation;
import herald.queues.DeliveryMessage.Owed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Cuts work into delivery messages that SQS takes, each well within {@link AwsLimits#SQS_MESSAGE_BYTES}, in order. Pure. */
public final class Parcels {

    /** Beside a share of connections, a message holds this much of publications, or one that alone is larger. */
    static final int MAX_PUBLICATION_BYTES = 140 * 1024;

    static final int MAX_CONNECTION_BYTES = 60 * 1024;

    /** An upper bound for what surrounds a publication's data, without its names, or a connection's id. */
    private static final int AROUND = 96;

    private Parcels() {}

    /** The rest of an audience, from a cursor. */
    public static List<Continuation> continuations(
            Audience audience, List<Publication> publications, @Nullable Cursor cursor) {
        return cut(publications, Parcels::bytes, MAX_PUBLICATION_BYTES).stream()
                .map(part -> new Continuation(audience, part, cursor))
                .toList();
    }

    /** Connections that are owed the same; each gets its publications in order. */
    public static List<Owed> owed(Owed debt) {
        List<Owed> parcels = new ArrayList<>();
        Instant notBefore = debt.notBefore();
        for (List<Connection> some : cut(debt.connections(), Parcels::bytes, MAX_CONNECTION_BYTES)) {
            for (List<Publication> part : cut(debt.publications(), Parcels::bytes, MAX_PUBLICATION_BYTES)) {
                parcels.add(new Owed(debt.audience(), part, some, debt.tries(), notBefore));
            }
        }
        return parcels;
    }

    private static int bytes(Publication publication) {
        return publication.data().size()
                + escaped(publication.event().value())
                + escaped(publication.id().value())
                + AROUND;
    }

    private static int bytes(Connection connection) {
        return escaped(connection.id().value()) + AROUND;
    }

    /** The most that a name can take in a JSON string: no byte of it grows to more than {@code \\u0000}. */
    private static int escaped(String name) {
        return 6 * name.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Consecutive parts of at most {@code most} bytes, or of one thing. */
    static <T> List<List<T>> cut(List<T> things, ToIntFunction<T> bytes, int most) {
        List<List<T>> parts = new ArrayList<>();
        int from = 0;
        int sum = 0;
        for (int i = 0; i < things.size(); i++) {
            int next = bytes.applyAsInt(things.get(i));
            if (i > from && sum + next > most) {
                parts.add(things.subList(from, i));
                from = i;
                sum = 0;
            }
            sum += next;
        }
        if (from < things.size()) {
            parts.add(things.subList(from, things.size()));
        }
        return parts;
    }
}
