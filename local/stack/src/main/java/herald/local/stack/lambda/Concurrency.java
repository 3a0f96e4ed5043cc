package herald.local.stack.lambda;

import herald.local.template.spec.FunctionSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The limit of invocations at one time, as Lambda counts them ("Understanding Lambda function scaling", AWS docs): of a
 * function with reserved concurrency as many as that; of all others together what the account has beyond what is
 * reserved. One that waits for this machine is one of them, since Lambda would run it. Thread-safe.
 */
final class Concurrency {

    private static final String OTHERS = "";

    private final Map<String, Integer> most = new HashMap<>();
    private final Map<String, Integer> underway = new HashMap<>();

    /** @param account its quota; no limit at all if empty */
    Concurrency(OptionalInt account, Collection<FunctionSpec> functions) {
        if (account.isPresent()) {
            int left = account.getAsInt();
            for (FunctionSpec function : functions) {
                if (function.reservedConcurrency().isPresent()) {
                    most.put(function.id(), function.reservedConcurrency().getAsInt());
                    left -= function.reservedConcurrency().getAsInt();
                }
            }
            most.put(OTHERS, Math.max(0, left));
        }
    }

    /** Returns false if the invocation is throttled; else {@link #end} is to be called once it is over. */
    synchronized boolean begin(String function) {
        String pool = pool(function);
        int now = underway.getOrDefault(pool, 0);
        if (now >= most.getOrDefault(pool, Integer.MAX_VALUE)) {
            return false;
        }
        underway.put(pool, now + 1);
        return true;
    }

    synchronized void end(String function) {
        underway.merge(pool(function), -1, Integer::sum);
    }

    boolean reserves(String function) {
        return most.containsKey(function);
    }

    /** Returns why an invocation of the function was throttled. */
    String limit(String function) {
        String pool = pool(function);
        String limit = most.getOrDefault(pool, 0) + " at one time ";
        return pool.equals(OTHERS)
                ? limit + "are what the account leaves to functions without reserved concurrency"
                : limit + "are its reserved concurrency";
    }

    private String pool(String function) {
        return reserves(function) ? function : OTHERS;
    }
}
