package herald.local.stack.meter;

import herald.local.rules.cloudwatch.Measurement;
import java.time.Duration;

/** Counts nothing. */
enum Uncounted implements Usage, Usage.Connection {
    ANYTHING;

    @Override
    public Connection connected(String api, String stage) {
        return this;
    }

    @Override
    public void invoked(String function, int memoryMegabytes, Duration billed) {}

    @Override
    public void logged(String function, long bytes) {}

    @Override
    public void measured(Measurement measurement) {}

    @Override
    public void queueCalled(String queue, long payloadBytes) {}

    @Override
    public Runnable polls(String queue) {
        return () -> {};
    }

    @Override
    public void consumed(String table, double readUnits, double writeUnits) {}

    @Override
    public void fired(String schedule) {}

    @Override
    public void received(long bytes) {}

    @Override
    public void sent(long bytes) {}

    @Override
    public void closed() {}
}
