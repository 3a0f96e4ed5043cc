package herald.lean;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The calls that wait for a connection, in their order: as many as callers have under way. On the event loop only. */
final class WaitingCalls {

    private final Deque<Call<?>> calls = new ArrayDeque<>();

    boolean isEmpty() {
        return calls.isEmpty();
    }

    int size() {
        return calls.size();
    }

    void add(Call<?> call) {
        calls.addLast(call);
    }

    /** Adds one that has waited before, ahead of all others. */
    void addAgain(Call<?> call) {
        calls.addFirst(call);
    }

    Call<?> next() {
        return calls.removeFirst();
    }

    void remove(Call<?> call) {
        calls.remove(call);
    }

    /** The calls whose time is up, which wait no longer. */
    List<Call<?>> late(long nowNanos) {
        List<Call<?>> late = new ArrayList<>();
        for (Iterator<Call<?>> all = calls.iterator(); all.hasNext(); ) {
            Call<?> call = all.next();
            if (call.isLate(nowNanos)) {
                all.remove();
                late.add(call);
            }
        }
        return late;
    }

    void failAll(Throwable failure) {
        List<Call<?>> failed = List.copyOf(calls);
        calls.clear();
        for (Call<?> call : failed) {
            call.failed(failure);
        }
    }
}
