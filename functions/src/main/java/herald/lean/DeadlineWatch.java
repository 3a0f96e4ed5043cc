package herald.lean;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The one who looks at the time of all calls, every 10 ms as long as there are any: a timer for each would be scheduled and
 * cancelled for nothing nearly always. On the event loop only.
 */
final class DeadlineWatch implements Runnable {

    private static final long MILLIS = 10;

    private final EventLoop loop;
    private final Wires wires;
    private final WaitingCalls waiting;
    private final WirePool pool;
    private int overdue;
    private boolean scheduled;

    DeadlineWatch(EventLoop loop, Wires wires, WaitingCalls waiting, WirePool pool) {
        this.loop = loop;
        this.wires = wires;
        this.waiting = waiting;
        this.pool = pool;
    }

    /** Returns how many connections waited too long for an answer at the last look. */
    int overdue() {
        return overdue;
    }

    /** Sees to it that there is another look, if there is anything to look at. */
    void watch() {
        if (!scheduled && (!waiting.isEmpty() || pool.all().size() > pool.idle())) {
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
            for (Wire wire : List.copyOf(pool.all())) {
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
        } else if (wire.look() > Growth.OVERDUE_LOOKS) {
            overdue++;
        }
    }
}
