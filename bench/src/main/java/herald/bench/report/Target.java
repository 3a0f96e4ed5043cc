package herald.bench.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A target: what a benchmark was to show, and what it did show in this run.
 *
 * @param value null if this run could not measure it
 */
public record Target(
        String what,
        Bound bound,
        double limit,
        String unit,
        @Nullable Double value) {

    /** Which side of the limit is good. */
    public enum Bound {
        AT_MOST,
        AT_LEAST
    }

    public static Target atMost(String what, double limit, String unit, @Nullable Double value) {
        return new Target(what, Bound.AT_MOST, limit, unit, value);
    }

    public static Target atLeast(String what, double limit, String unit, @Nullable Double value) {
        return new Target(what, Bound.AT_LEAST, limit, unit, value);
    }

    public boolean met() {
        return value != null
                && switch (bound) {
                    case AT_MOST -> value <= limit;
                    case AT_LEAST -> value >= limit;
                };
    }

    String verdict() {
        return value == null ? "not measured here" : met() ? "met" : "**not met**";
    }

    String wanted() {
        return (bound == Bound.AT_MOST ? "≤ " : "≥ ") + withUnit(limit);
    }

    String measured() {
        return value == null ? "" : withUnit(value);
    }

    private String withUnit(double number) {
        String text = number == Math.rint(number) && Math.abs(number) < 1000
                ? String.format(Locale.ROOT, "%.0f", number)
                : Spread.digits(number);
        return unit.isEmpty() ? text : text + " " + unit;
    }
}
