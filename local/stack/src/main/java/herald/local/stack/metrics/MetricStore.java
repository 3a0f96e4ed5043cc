package herald.local.stack.metrics;

import herald.local.rules.cloudwatch.Distribution;
import herald.local.rules.cloudwatch.Measurement;
import herald.local.rules.cloudwatch.MetricId;
import herald.local.rules.cloudwatch.Statistic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The measurements, minute by minute, for as many minutes as are kept. Thread-safe. */
final class MetricStore {

    /** Ours: metrics beyond these are not kept. CloudWatch keeps any number, and bills each. */
    static final int MOST = 1000;

    private final int minutes;
    private final Set<MetricId> sampled;
    private final Map<MetricId, Series> all = new HashMap<>();

    /** @param unit as it was told last */
    record Kept(MetricId metric, String unit) {}

    /**
     * @param minutes how many are kept
     * @param sampled metrics of which percentiles are wanted
     */
    MetricStore(int minutes, Set<MetricId> sampled) {
        this.minutes = minutes;
        this.sampled = Set.copyOf(sampled);
    }

    /** Returns false if it is of a metric too many. */
    synchronized boolean add(Measurement measurement, long minute) {
        Series series = all.get(measurement.metric());
        if (series == null) {
            if (all.size() == MOST) {
                return false;
            }
            series = new Series(minutes, sampled.contains(measurement.metric()));
            all.put(measurement.metric(), series);
        }
        series.unit = measurement.unit();
        Distribution distribution = series.of(minute);
        if (distribution != null) {
            measurement.values().forEach(distribution::add);
        }
        return true;
    }

    /** Returns all, by namespace, name and dimensions. */
    synchronized List<Kept> metrics() {
        List<Kept> kept = new ArrayList<>();
        all.forEach((metric, series) -> kept.add(new Kept(metric, series.unit)));
        kept.sort(Comparator.comparing(each -> each.metric().toString()));
        return kept;
    }

    /** Returns all that was measured in a minute. */
    synchronized Distribution minute(MetricId metric, long minute) {
        return over(metric, minute, 1);
    }

    /** Returns the values of the periods, oldest first, {@link Double#NaN} for one without. */
    synchronized double[] values(MetricId metric, Statistic statistic, Window window) {
        double[] values = new double[window.periods()];
        for (int i = 0; i < values.length; i++) {
            long end = window.last() - (long) (values.length - 1 - i) * window.length();
            values[i] = over(metric, end, window.length()).of(statistic);
        }
        return values;
    }

    /**
     * Some periods, one after the other.
     *
     * @param last the minute that the last of them ends with
     * @param length of each, in minutes
     */
    record Window(long last, int length, int periods) {}

    private Distribution over(MetricId metric, long end, int length) {
        Distribution sum = new Distribution(sampled.contains(metric));
        Series series = all.get(metric);
        for (long minute = end - length + 1; series != null && minute <= end; minute++) {
            Distribution distribution = series.known(minute);
            if (distribution != null) {
                sum.addAll(distribution);
            }
        }
        return sum;
    }

    /** A ring of minutes. */
    private static final class Series {

        private final boolean sampled;
        private final @Nullable Distribution[] ring;
        private final long[] numbers;
        private String unit = Measurement.COUNT;

        Series(int minutes, boolean sampled) {
            this.sampled = sampled;
            this.ring = new @Nullable Distribution[minutes];
            this.numbers = new long[minutes];
            Arrays.fill(numbers, Long.MIN_VALUE);
        }

        /** Returns null for a minute that is not kept any more. */
        @Nullable
        Distribution of(long minute) {
            int place = Math.floorMod(minute, ring.length);
            if (numbers[place] > minute) {
                return null;
            }
            Distribution found = ring[place];
            if (numbers[place] < minute || found == null) {
                found = new Distribution(sampled);
                ring[place] = found;
                numbers[place] = minute;
            }
            return found;
        }

        @Nullable
        Distribution known(long minute) {
            int place = Math.floorMod(minute, ring.length);
            return numbers[place] == minute ? ring[place] : null;
        }
    }
}
