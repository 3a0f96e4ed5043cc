package herald.local.rules.calendar;

import java.time.Instant;
import java.util.Optional;

/**
 * The times at which an EventBridge rule fires (AWS docs, EventBridge, "Setting a schedule pattern for scheduled
 * rules"). Immutable; its text is what was written.
 */
public sealed interface ScheduleExpression permits Rate, Cron {

    /** Returns the first time after {@code after}, if any; a rate counts from when its rule was {@code created}. */
    Optional<Instant> next(Instant created, Instant after);

    /**
     * Reads an expression such as {@code rate(5 minutes)} or {@code cron(0 12 * * ? *)}.
     *
     * @throws IllegalArgumentException saying what AWS refuses in it
     */
    static ScheduleExpression parse(String text) {
        if (!text.endsWith(")")) {
            throw wrong(text, "is neither rate(…) nor cron(…)");
        }
        int open = text.indexOf('(');
        String inside = text.substring(open + 1, text.length() - 1);
        return switch (text.substring(0, Math.max(open, 0))) {
            case "rate" -> Rate.parse(text, inside);
            case "cron" -> Cron.parse(text, inside);
            case "at" -> throw wrong(text, "is for EventBridge Scheduler only; a rule takes rate(…) or cron(…)");
            default -> throw wrong(text, "is neither rate(…) nor cron(…)");
        };
    }

    /** @param what goes on from the expression */
    static IllegalArgumentException wrong(String expression, String what) {
        return new IllegalArgumentException(expression + " " + what);
    }
}
