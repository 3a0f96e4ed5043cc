package herald.lean;

import io.netty.channel.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The calls that have come in from all threads, until the event loop takes them together, in one task. Thread-safe. */
final class Inbox implements Runnable {

    private final EventLoop loop;
    private final Wires wires;
    private final Queue<Call<?>> calls = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();

    Inbox(EventLoop loop, Wires wires) {
        this.loop = loop;
        this.wires = wires;
    }

    void add(Call<?> call) {
        calls.add(call);
        if (called.compareAndSet(false, true)) {
            try {
                loop.execute(this);
            } catch (RejectedExecutionException ended) {
                // First of all, so that whoever adds another one from here on comes here as well.
                called.set(false);
                for (Call<?> late = calls.poll(); late != null; late = calls.poll()) {
                    late.failed(NoAnswer.closed());
                }
            }
        }
    }

    /** Hands all calls on; on the event loop. */
    @Override
    public void run() {
        called.set(false);
        for (Call<?> call = calls.poll(); call != null; call = calls.poll()) {
            wires.take(call);
        }
        wires.pump();
    }
}
