package herald.local.stack;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** The end of what was started, the last first. Thread-safe. */
final class Teardown implements AutoCloseable {

    private record Part(String name, AutoCloseable resource) {}

    private final PrintStream log;
    private final Deque<Part> parts = new ArrayDeque<>();
    private boolean closed;

    Teardown(PrintStream log) {
        this.log = log;
    }

    /** Returns the resource; what comes after all has been ended is ended at once. */
    <T extends AutoCloseable> T add(String name, T resource) {
        synchronized (this) {
            if (!closed) {
                parts.push(new Part(name, resource));
                return resource;
            }
        }
        close(new Part(name, resource));
        throw new IllegalStateException("stopped while " + name + " started");
    }

    /** Ends everything; one failure does not keep the others from being ended. */
    @Override
    public void close() {
        Deque<Part> rest;
        synchronized (this) {
            closed = true;
            rest = new ArrayDeque<>(parts);
            parts.clear();
        }
        rest.forEach(this::close);
    }

    private void close(Part part) {
        try {
            part.resource().close();
        } catch (Exception failure) {
            log.println(part.name() + " did not end as it should: " + failure);
        }
    }
}
