package herald.local.rules.cloudwatch;

import java.util.Arrays;

/** The values of a metric in a period. Not thread-safe. */
public final class Distribution {

    /** Ours: of more values in a period a percentile is that of the first ones. */
    private static final int KEPT = 10_000;

    private final boolean sampled;
    private long count;
    private double sum;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;
    private double[] samples = {};
    private int kept;

    /** @param sampled whether percentiles are wanted of it, for which values are kept */
    public Distribution(boolean sampled) {
        this.sampled = sampled;
    }

    public void add(double value) {
        count++;
        sum += value;
        least = Math.min(least, value);
        most = Math.max(most, value);
        if (sampled && kept < KEPT) {
            if (kept == samples.length) {
                samples = Arrays.copyOf(samples, Math.max(16, 2 * kept));
            }
            samples[kept++] = value;
        }
    }

    public void addAll(Distribution other) {
        count += other.count;
        sum += other.sum;
        least = Math.min(least, other.least);
        most = Math.max(most, other.most);
        for (int i = 0; i < other.kept && kept < KEPT; i++) {
            if (kept == samples.length) {
                samples = Arrays.copyOf(samples, Math.max(16, 2 * kept));
            }
            samples[kept++] = other.samples[i];
        }
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** Returns {@link Double#NaN} without values. */
    public double of(Statistic statistic) {
        if (count == 0) {
            return Double.NaN;
        }
        return switch (statistic.kind()) {
            case SAMPLE_COUNT -> count;
            case SUM -> sum;
            case AVERAGE -> sum / count;
            case MINIMUM -> least;
            case MAXIMUM -> most;
            case PERCENTILE -> percentile(statistic.percentile());
        };
    }

    /** The nearest rank; CloudWatch's own way between two values is not documented. */
    private double percentile(double percent) {
        if (kept == 0) {
            return Double.NaN;
        }
        double[] sorted = Arrays.copyOf(samples, kept);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * kept);
        return sorted[Math.max(0, rank - 1)];
    }
}
