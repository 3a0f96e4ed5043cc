package herald.lean;

import java.util.concurrent.Executor;

/**
 * One turn of the event loop: when it began to read what had arrived. Its end is known by a task, which runs when all of
 * that is read. On the event loop only.
 */
final class Turn implements Runnable {

    private final Executor loop;
    private boolean begun;
    private long sinceNanos;

    Turn(Executor loop) {
        this.loop = loop;
    }

    /** @param nowNanos for the case that this is the first that is read */
    long sinceNanos(long nowNanos) {
        if (!begun) {
            begun = true;
            sinceNanos = nowNanos;
            loop.execute(this);
        }
        return sinceNanos;
    }

    @Override
    public void run() {
        begun = false;
    }
}
