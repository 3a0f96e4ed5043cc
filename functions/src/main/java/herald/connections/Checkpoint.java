package herald.connections;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a publication has come in an audience. */
public sealed interface Checkpoint {

    /** Nowhere yet. */
    Checkpoint START = new Reached(null, List.of());

    /**
     * Everybody up to the cursor has been served, is gone, or is named in a message that a queue has taken.
     *
     * @param cursor null at the start
     * @param except who has not: to be served again first. That they are owed something is not kept: their rows say it
     */
    record Reached(@Nullable Cursor cursor, List<Connection> except) implements Checkpoint {

        public Reached {
            except = List.copyOf(except);
        }
    }

    /** The same of the whole audience. */
    record Finished() implements Checkpoint {}

    /** The further one of a checkpoint and a place that was surely reached. */
    static Checkpoint further(Checkpoint saved, @Nullable Cursor reached) {
        return switch (saved) {
            case Finished finished -> finished;
            case Reached(Cursor at, List<Connection> except)
            when reached != null && (at == null || reached.isBeyond(at)) -> new Reached(reached, List.of());
            case Reached there -> there;
        };
    }
}
