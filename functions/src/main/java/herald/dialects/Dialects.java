package herald.dialects;

import herald.publications.Publication;
import java.util.List;
import java.util.Optional;

/** The dialects there are. Not in {@link Dialect} itself, which could then not be initialised beside its own parts. */
public final class Dialects {

    public static final Dialect PLAIN = new PlainDialect();
    public static final Dialect BATCH = new BatchDialect();

    public static final Dialect SOCKET_IO = SocketIoDialect.plain();

    /** For clients that asked for Socket.IO's connection state recovery. */
    public static final Dialect RECOVERABLE_SOCKET_IO = SocketIoDialect.recoverable();

    /** All of them, the default first. */
    public static final List<Dialect> ALL = List.of(PLAIN, BATCH, SOCKET_IO, RECOVERABLE_SOCKET_IO);

    private Dialects() {}

    /** The one that a row names. */
    public static Optional<Dialect> of(String word) {
        return ALL.stream().filter(dialect -> dialect.word().equals(word)).findFirst();
    }

    /** The size of a publication's frame in the dialect that makes most of it, in bytes. */
    public static int largestFrame(Publication publication) {
        int object = PlainDialect.size(publication) + BatchDialect.BRACKETS;
        return Math.max(object, SocketIoDialect.largestSize(publication));
    }
}
