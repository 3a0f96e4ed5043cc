package herald.fanout;

import herald.connections.Connection;
import herald.dialects.Frame;
import java.util.List;

/** How far a fan-out has come with one connection. Not thread-safe. */
final class Posting {

    final Connection connection;
    final Pace.Permit permit;

    private final List<Frame> frames;
    private int next;
    /** The first publication that it does not have yet. */
    private int from;

    Posting(Connection connection, List<Frame> frames, Pace.Permit permit) {
        this.connection = connection;
        this.frames = frames;
        this.permit = permit;
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

    /** The first publication behind the frame that is due. */
    int through() {
        return from + frame().publications();
    }

    /** The frame that was due is done with. */
    void advance() {
        from = through();
        next++;
    }
}
