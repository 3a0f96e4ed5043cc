package herald.local.stack.meter;

import herald.local.rules.cloudwatch.Measurement;
import java.time.Duration;

/** Tells two what it is told, one after the other. */
record Both(Usage one, Usage other) implements Usage {

    private record BothConnections(Connection one, Connection other) implements Connection {

        @Override
        public void received(long bytes) {
            one.received(bytes);
            other.received(bytes);
        }

        @Override
        public void sent(long bytes) {
            one.sent(bytes);
            other.sent(bytes);
        }

        @Override
        public void closed() {
            one.closed();
            other.closed();
        }
    }

    @Override
    public Connection connected(String api, String stage) {
        return new BothConnections(one.connected(api, stage), other.connected(api, stage));
    }

    @Override
    public void handled(String api, String stage, Handling how) {
        one.handled(api, stage, how);
        other.handled(api, stage, how);
    }

    @Override
    public void invoked(String function, int memoryMegabytes, Duration billed) {
        one.invoked(function, memoryMegabytes, billed);
        other.invoked(function, memoryMegabytes, billed);
    }

    @Override
    public void ended(String function, Duration took, boolean failed) {
        one.ended(function, took, failed);
        other.ended(function, took, failed);
    }

    @Override
    public void throttled(String function) {
        one.throttled(function);
        other.throttled(function);
    }

    @Override
    public void logged(String function, long bytes) {
        one.logged(function, bytes);
        other.logged(function, bytes);
    }

    @Override
    public void measured(Measurement measurement) {
        one.measured(measurement);
        other.measured(measurement);
    }

    @Override
    public void misread(String function, String fault) {
        one.misread(function, fault);
        other.misread(function, fault);
    }

    @Override
    public void queueCalled(String queue, long payloadBytes) {
        one.queueCalled(queue, payloadBytes);
        other.queueCalled(queue, payloadBytes);
    }

    @Override
    public void sent(String queue, int messages) {
        one.sent(queue, messages);
        other.sent(queue, messages);
    }

    @Override
    public Runnable polls(String queue) {
        Runnable first = one.polls(queue);
        Runnable second = other.polls(queue);
        return () -> {
            first.run();
            second.run();
        };
    }

    @Override
    public void consumed(String table, double readUnits, double writeUnits) {
        one.consumed(table, readUnits, writeUnits);
        other.consumed(table, readUnits, writeUnits);
    }

    @Override
    public void fired(String schedule) {
        one.fired(schedule);
        other.fired(schedule);
    }
}
