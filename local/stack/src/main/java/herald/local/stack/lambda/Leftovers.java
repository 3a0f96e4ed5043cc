package herald.local.stack.lambda;

import herald.local.stack.feed.Feed;
import herald.local.stack.services.CallsUnderway;
import herald.local.stack.weather.StackClock;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells of work that handlers leave behind, as far as it shows in calls: those that were not answered when their
 * environment was frozen. Each function is told of once for each action, and in numbers at the end. Thread-safe.
 */
final class Leftovers {

    /** After so long the fronts have surely seen what was sent before the freeze, and whom it hung up on. */
    private static final Duration UNTIL_SEEN = Duration.ofMillis(500);

    private final StackClock clock;
    private final CallsUnderway underway;
    private final Feed feed;
    private final PrintStream log;
    private final Map<String, Map<String, Integer>> all = new TreeMap<>();

    Leftovers(StackClock clock, CallsUnderway underway, Feed feed, PrintStream log) {
        this.clock = clock;
        this.underway = underway;
        this.feed = feed;
        this.log = log;
    }

    /** Watches one environment of a function. */
    Watch watch(String function, String token) {
        return new Watch(function, token);
    }

    /** One environment's. */
    final class Watch {

        private final String function;
        private final String token;
        private @Nullable Future<?> timer;

        private Watch(String function, String token) {
            this.function = function;
            this.token = token;
        }

        /** It is stopped now. */
        synchronized void freezing() {
            underway.freezing(token);
            timer = clock.after(UNTIL_SEEN, () -> look(function, token));
        }

        /** It goes on now. */
        synchronized void thawing() {
            Future<?> pending = timer;
            timer = null;
            if (pending != null && pending.cancel(false)) {
                look(function, token);
            }
        }
    }

    private void look(String function, String token) {
        Map<String, Integer> frozen = underway.frozen(token);
        if (!frozen.isEmpty() && add(function, frozen)) {
            String told = function + " returned while " + sum(frozen) + " of its calls were unanswered (" + list(frozen)
                    + "): they are frozen with it until the next invocation, if there is one";
            feed.problem(function, told);
            log.println(told);
        }
    }

    /** Returns whether there is an action among them that was not told yet. */
    private synchronized boolean add(String function, Map<String, Integer> frozen) {
        Map<String, Integer> counts = all.computeIfAbsent(function, _ -> new TreeMap<>());
        boolean untold = !counts.keySet().containsAll(frozen.keySet());
        frozen.forEach((action, count) -> counts.merge(action, count, Integer::sum));
        return untold;
    }

    /** Says how many there were in all. */
    synchronized void close() {
        all.forEach((function, counts) -> log.println(
                function + " was frozen in " + sum(counts) + " unanswered calls in all (" + list(counts) + ")"));
        all.clear();
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String list(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }
}
