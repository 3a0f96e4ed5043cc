package herald.local.stack.access;

import herald.local.rules.iam.Need;
import herald.local.rules.iam.Role;
import herald.local.rules.iam.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts how often each action and each resource of each statement was what allowed a call. Thread-safe. */
final class GrantCounts {

    private record Part(String role, Statement.Name statement, String pattern) {}

    private final Map<Part, LongAdder> counts = new ConcurrentHashMap<>();

    void add(Role role, Statement by, Need need) {
        by.actions().match(need.action()).ifPresent(pattern -> add(role, by, pattern));
        by.resources().match(need.resource()).ifPresent(pattern -> add(role, by, pattern));
    }

    private void add(Role role, Statement by, String pattern) {
        counts.computeIfAbsent(new Part(role.id(), by.name(), pattern), _ -> new LongAdder())
                .increment();
    }

    long of(Role role, Statement statement, String pattern) {
        LongAdder count = counts.get(new Part(role.id(), statement.name(), pattern));
        return count == null ? 0 : count.sum();
    }
}
