package herald.posts;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the time of all calls, every 10 ms as long as there are any: a timer for each would be scheduled and cancelled
 * for nothing nearly always. On the event loop only.
 */
final class Sweep implements Runnable {

    private static final long MILLIS = 10;

    private final EventLoop loop;
    private final Wires wires;
    private final WaitingCalls waiting;
    private final Kept kept;
    private int overdue;
    private boolean scheduled;

    Sweep(EventLoop loop, Wires wires, WaitingCalls waiting, Kept kept) {
        this.loop = loop;
        this.wires = wires;
        this.waiting = waiting;
        this.kept = kept;
    }

    /** How many connections waited too long for an answer the last time. */
    int overdue() {
        return overdue;
    }

    /** Sees to it that it happens, if there is anything to look at. */
    void watch() {
        if (!scheduled && (!waiting.isEmpty() || kept.all().size() > kept.idle())) {
            scheduled = true;
            var _ = loop.schedule(this, MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void run() {
        scheduled = false;
        try {
            long now = System.nanoTime();
            for (Call<?> call : waiting.late(now)) {
                call.failed(call.late());
            }
            overdue = 0;
            for (Wire wire : List.copyOf(kept.all())) {
                look(wire, now);
            }
            wires.pump();
        } finally {
            watch();
        }
    }

    private void look(Wire wire, long now) {
        Call<?> call = wire.call();
        if (call == null) {
            return;
        }
        if (call.isLate(now)) {
            var _ = wires.drop(wire);
            call.failed(call.late());
        } else if (wire.isBroken(now)) {
            wire.lost();
        } else if (wire.swept() > Growth.OVERDUE_SWEEPS) {
            overdue++;
        }
    }
}
