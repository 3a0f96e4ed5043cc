package herald.fanout;

import herald.connections.Checkpoint;
import herald.connections.Connection;
import herald.connections.Cursor;
import herald.connections.Page;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who was taken from the source, in that order, up to where all are settled, and how much of that is kept beyond the life
 * of this invocation. Not thread-safe.
 *
 * <p>No more connections than a {@linkplain Page#ROWS page} may have been taken since the last checkpoint, so that after a
 * kill no more than that get a message twice. A few that take long don't keep it from moving on: a checkpoint names them.
 */
final class Trail {

    /** Settled connections after which a checkpoint is worth a write. */
    static final int STEP = 300;

    /** Connections that a checkpoint names. */
    static final int MAX_EXCEPT = 200;

    private final Deque<Recipient> open = new ArrayDeque<>();
    /** How many of those that are taken first were named by the checkpoint from which the fan-out goes on. */
    private final int named;

    private long taken;
    /** All up to this place are settled, and the source was there. */
    private long floor;

    private @Nullable Cursor floorCursor;
    private long kept;
    private int exceptions;
    private int settledSince;

    Trail(@Nullable Cursor start, int named) {
        this.floorCursor = start;
        this.named = named;
    }

    /** A place up to which all are settled, but for some. */
    record Reached(long place, @Nullable Cursor cursor, List<Connection> except) {

        Checkpoint checkpoint(List<Connection> owing) {
            List<Connection> all = new ArrayList<>(except);
            all.addAll(owing);
            return new Checkpoint.Reached(cursor, all);
        }
    }

    /** The place of the next. */
    long next() {
        return taken + 1;
    }

    void take(Recipient recipient) {
        taken++;
        open.add(recipient);
    }

    void settled(Recipient recipient) {
        recipient.settle();
        settledSince++;
    }

    /** Whether another may be taken before there is a new checkpoint. */
    boolean mayTake() {
        return taken - kept + exceptions < Page.ROWS;
    }

    /** Whether all that was taken and that many more may go without a checkpoint. */
    boolean coversAlso(int more) {
        return taken - kept + exceptions + more <= Page.ROWS;
    }

    /** Marks those late that started before. */
    void checkLateness(Instant startedBefore) {
        open.forEach(recipient -> recipient.checkLateness(startedBefore));
    }

    /**
     * The place for a checkpoint, if it is time for one. Never among those who were named: they don't move the cursor, and
     * the new checkpoint takes the place of the one that names them, so it would lose those behind the place.
     */
    Optional<Reached> due() {
        if (settledSince < STEP && mayTake()) {
            return Optional.empty();
        }
        Reached reached = reached();
        if (reached.place() - kept < STEP && mayTake()) {
            settledSince = STEP / 2;
            return Optional.empty();
        }
        return reached.place() > kept && reached.place() >= named ? Optional.of(reached) : Optional.empty();
    }

    private Reached reached() {
        for (Recipient first = open.peek(); first != null && first.settled(); first = open.peek()) {
            open.remove();
            floor = first.place;
            floorCursor = first.cursor;
        }
        long place = floor;
        Cursor cursor = floorCursor;
        List<Connection> except = new ArrayList<>();
        for (Recipient recipient : open) {
            if (!recipient.settled()) {
                if (!recipient.late() || except.size() == MAX_EXCEPT) {
                    break;
                }
                except.add(recipient.connection);
            }
            place = recipient.place;
            cursor = recipient.cursor;
        }
        return new Reached(place, cursor, except);
    }

    /** There is a checkpoint, or there can't be one and the fan-out goes on without. */
    void kept(Reached reached, int exceptions) {
        kept = reached.place();
        this.exceptions = exceptions;
        settledSince = 0;
    }
}
