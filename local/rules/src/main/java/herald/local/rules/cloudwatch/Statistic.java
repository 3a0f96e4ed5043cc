package herald.local.rules.cloudwatch;

import java.util.Locale;
import java.util.Optional;

/** A way to make one value of many (AWS docs, CloudWatch statistics definitions); percentiles are 0 to 100. */
public record Statistic(Kind kind, double percentile) {

    /** The kinds that are known here; trimmed means and the like are not. */
    public enum Kind {
        SAMPLE_COUNT("SampleCount"),
        SUM("Sum"),
        AVERAGE("Average"),
        MINIMUM("Minimum"),
        MAXIMUM("Maximum"),
        PERCENTILE("p");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    public static final Statistic SUM = new Statistic(Kind.SUM, 0);
    public static final Statistic AVERAGE = new Statistic(Kind.AVERAGE, 0);
    public static final Statistic MAXIMUM = new Statistic(Kind.MAXIMUM, 0);

    /** Returns the statistic that is called so, empty for one that is not known here. */
    public static Optional<Statistic> parse(String text) {
        for (Kind kind : Kind.values()) {
            if (kind != Kind.PERCENTILE && kind.word.equals(text)) {
                return Optional.of(new Statistic(kind, 0));
            }
        }
        if (text.matches("p(100|\\d{1,2}(\\.\\d{1,10})?)")) {
            return Optional.of(new Statistic(Kind.PERCENTILE, Double.parseDouble(text.substring(1))));
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return kind == Kind.PERCENTILE
                ? "p" + String.format(Locale.ROOT, "%.10f", percentile).replaceAll("\\.?0+$", "")
                : kind.word;
    }
}
