package herald.bench.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The spread of several measurements of one thing: their median, smallest and largest. */
public record Spread(double median, double least, double most) {

    public Spread {
        if (!(least <= median && median <= most)) {
            throw new IllegalArgumentException("not a spread: " + least + ", " + median + ", " + most);
        }
    }

    /** @throws IllegalArgumentException if there is none */
    public static Spread of(List<Double> measurements) {
        if (measurements.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        double[] sorted =
                measurements.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    public static Spread of(double... measurements) {
        return of(Arrays.stream(measurements).boxed().toList());
    }

    /** Returns how many times {@code base} this is, by the medians. */
    public double ratioTo(Spread base) {
        if (base.median == 0) {
            throw new IllegalArgumentException("a ratio to nothing");
        }
        return median / base.median;
    }

    /** {@code 9.1 (8.8–9.6)}: as many decimals as make three digits, two at most. */
    @Override
    public String toString() {
        return least == most ? digits(median) : digits(median) + " (" + digits(least) + "–" + digits(most) + ")";
    }

    /** A number as a table shows it: 0.12, 9.1, 113, 94,207. */
    public static String digits(double value) {
        double size = Math.abs(value);
        String format = size >= 99.95 || size == 0 ? "%,.0f" : size >= 9.995 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
