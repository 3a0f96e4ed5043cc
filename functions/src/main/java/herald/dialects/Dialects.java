package herald.dialects;

import herald.publications.Publication;
import java.util.List;
import java.util.Optional;

/** The dialects there are. Not in {@link Dialect} itself, which could then not be initialised beside its own parts. */
public final class Dialects {

    public static final Dialect PLAIN = new PlainDialect();
    public static final Dialect BATCH = new BatchDialect();

    /** All of them, the default first. */
    public static final List<Dialect> ALL = List.of(PLAIN, BATCH);

    private Dialects() {}

    /** The one that a row names. */
    public static Optional<Dialect> of(String word) {
        return ALL.stream().filter(dialect -> dialect.word().equals(word)).findFirst();
    }

    /** The size of a publication's frame in the dialect that makes most of it, in bytes. */
    public static int largestFrame(Publication publication) {
        return PlainDialect.size(publication) + BatchDialect.BRACKETS;
    }
}
