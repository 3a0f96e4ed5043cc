package herald.bench.scale;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Durations as network calls take them: half below the median, now and then one that is much longer. */
record LogNormal(Duration median, double sigma) {

    Duration next(RandomGenerator random) {
        return Duration.ofNanos(Math.round(median.toNanos() * Math.exp(sigma * random.nextGaussian())));
    }
}
