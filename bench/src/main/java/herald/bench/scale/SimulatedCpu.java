package herald.bench.scale;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** The one thread of an environment: steps follow each other, and each takes what is {@linkplain #spend spent} in it. */
final class SimulatedCpu implements Executor {

    private final SimulatedTime time;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean woken;
    private long freeAtNanos;
    private long spentNanos;

    SimulatedCpu(SimulatedTime time) {
        this.time = time;
    }

    @Override
    public void execute(Runnable step) {
        waiting.add(step);
        wake();
    }

    private void wake() {
        if (!woken && !waiting.isEmpty()) {
            woken = true;
            time.at(freeAtNanos, this::next);
        }
    }

    private void next() {
        woken = false;
        spentNanos = 0;
        waiting.remove().run();
        freeAtNanos = time.nanos() + spentNanos;
        spentNanos = 0;
        wake();
    }

    /** The step that runs takes this long more. */
    void spend(Duration effort) {
        spentNanos += effort.toNanos();
    }

    /** Returns when the step that runs has come this far, in nanoseconds since the start. */
    long reachedNanos() {
        return time.nanos() + spentNanos;
    }
}
