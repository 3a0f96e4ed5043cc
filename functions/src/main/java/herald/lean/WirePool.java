package herald.lean;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The connections there are; the idle ones among them in the order of their last use. On the event loop only. */
final class WirePool {

    private static final int NOWHERE = -1;

    private final List<Wire> all = new ArrayList<>();
    private final Deque<Wire> idle = new ArrayDeque<>();
    private int opening;

    /** All connections, also those that are being opened. */
    List<Wire> all() {
        return all;
    }

    int idle() {
        return idle.size();
    }

    int opening() {
        return opening;
    }

    int open() {
        return all.size() - opening;
    }

    boolean holds(Wire wire) {
        return wire.place() != NOWHERE;
    }

    void add(Wire wire) {
        wire.place(all.size());
        all.add(wire);
        opening++;
    }

    void opened() {
        opening--;
    }

    /** A connection is ready for a call. */
    void free(Wire wire, long nowNanos, long nowMillis) {
        wire.idleSince(nowNanos, nowMillis);
        idle.addFirst(wire);
    }

    /** The latest used connection, which is idle no longer. */
    @Nullable
    Wire freshest() {
        return idle.pollFirst();
    }

    /** The connections that have been idle since a moment or longer. */
    List<Wire> idleSince(long nanos) {
        List<Wire> old = new ArrayList<>();
        for (Wire wire : idle) {
            if (wire.idleSinceNanos() - nanos <= 0) {
                old.add(wire);
            }
        }
        return old;
    }

    void remove(Wire wire) {
        if (!wire.isOpen()) {
            opening--;
        }
        int place = wire.place();
        Wire last = all.removeLast();
        if (place < all.size()) {
            all.set(place, last);
            last.place(place);
        }
        wire.place(NOWHERE);
        if (!wire.isBusy()) {
            idle.remove(wire);
        }
    }
}
