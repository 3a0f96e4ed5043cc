package herald.local.stack.services;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The calls that functions wait for, by the session token of the environment that made them: so that one which is
 * frozen in the middle of a call can be told. A connection that nobody asks anything on is no call. Thread-safe.
 */
public final class CallsUnderway {

    /** The calls of one environment. */
    private static final class Calls {
        private final Set<Call> open = new HashSet<>();
        private final Set<Call> frozen = new HashSet<>();
        private boolean freezing;
    }

    private final Map<String, Calls> byToken = new HashMap<>();

    /** A call that began. May be both, if its answer found nobody any more. */
    public final class Call {

        private final String token;
        private final String action;
        private boolean told;

        private Call(String token, String action) {
            this.token = token;
            this.action = action;
        }

        /** Notes that its answer is on its way. */
        public void answered() {
            end(this, false);
        }

        /** The caller has hung up, and so does not wait for it any more. */
        public void abandoned() {
            end(this, true);
        }
    }

    /** Notes an action such as {@code PutItem}; {@code token} is empty for a person's call, which nobody freezes. */
    public Call begin(String token, String action) {
        Call call = new Call(token, action);
        if (!token.isEmpty()) {
            synchronized (this) {
                Calls calls = byToken.computeIfAbsent(token, _ -> new Calls());
                calls.open.add(call);
                if (calls.freezing) {
                    // It was sent before its sender was stopped.
                    calls.frozen.add(call);
                }
            }
        }
        return call;
    }

    private synchronized void end(Call call, boolean abandoned) {
        Calls calls = byToken.get(call.token);
        if (calls == null) {
            return;
        }
        calls.open.remove(call);
        if (abandoned) {
            calls.frozen.remove(call);
        }
        forget(call.token, calls);
    }

    /** The environment is stopped now: from here on it gets no answer. */
    public synchronized void freezing(String token) {
        Calls calls = byToken.computeIfAbsent(token, _ -> new Calls());
        calls.freezing = true;
        calls.open.stream().filter(call -> !call.told).forEach(calls.frozen::add);
    }

    /**
     * Looks back at {@link #freezing}: returns how many calls of each action the environment was frozen in, those left
     * out that it had hung up on and those that were told before.
     */
    public synchronized Map<String, Integer> frozen(String token) {
        Calls calls = byToken.get(token);
        Map<String, Integer> counts = new TreeMap<>();
        if (calls != null) {
            for (Call call : calls.frozen) {
                call.told = true;
                counts.merge(call.action, 1, Integer::sum);
            }
            calls.frozen.clear();
            calls.freezing = false;
            forget(token, calls);
        }
        return counts;
    }

    private void forget(String token, Calls calls) {
        if (calls.open.isEmpty() && calls.frozen.isEmpty() && !calls.freezing) {
            byToken.remove(token);
        }
    }
}
