package herald.fanout;

import static java.util.Objects.requireNonNull;

import herald.connections.Connection;
import herald.connections.Cursor;
import herald.dialects.Frame;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a fan-out has come with one connection. Not thread-safe. */
final class Recipient {

    final Connection connection;
    /** The how manieth it was that was taken from the source, and where the source is behind it. */
    final long place;

    final @Nullable Cursor cursor;

    private final List<Frame> frames;
    private Pace.@Nullable Permit permit;
    private Instant started = Instant.MIN;
    private int next;
    /** The first publication that it does not have yet. */
    private int from;

    private int refusals;
    private boolean waiting;
    private boolean late;
    private boolean settled;

    Recipient(Connection connection, long place, @Nullable Cursor cursor, List<Frame> frames) {
        this.connection = connection;
        this.place = place;
        this.cursor = cursor;
        this.frames = frames;
    }

    /** A post starts now. */
    void start(Pace.Permit permit, Instant now) {
        this.permit = permit;
        started = now;
        waiting = false;
    }

    Pace.Permit permit() {
        return requireNonNull(permit, "it is not being posted");
    }

    Instant started() {
        return started;
    }

    boolean hasFrame() {
        return next < frames.size();
    }

    /** The frame that is due. */
    Frame frame() {
        return frames.get(next);
    }

    /** The first publication in the frame that is due. */
    int from() {
        return from;
    }

    /** The frame that was due is done with. */
    void advance() {
        from += frame().publications();
        next++;
        refusals = 0;
    }

    /** It waits for another try in this fan-out. */
    void pause() {
        refusals++;
        waiting = true;
        late = true;
    }

    /** How often the frame that is due was refused in this fan-out. */
    int refusals() {
        return refusals;
    }

    /** Takes note of a post that takes very long. */
    void checkLateness(Instant startedBefore) {
        if (!settled && !waiting && started.isBefore(startedBefore)) {
            late = true;
            permit().straggles();
        }
    }

    /** Whether the fan-out goes on without it. */
    boolean late() {
        return late;
    }

    void settle() {
        settled = true;
    }

    boolean settled() {
        return settled;
    }
}
