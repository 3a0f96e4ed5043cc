package herald.connections;

import java.time.Duration;
import java.time.Instant;

/**
 * How far sweeps have come. Times to the millisecond.
 *
 * @param since from when on, without a gap, everybody was pinged who was due
 * @param until up to when what was due has been taken by a sweep; the next one's begins there
 * @param interval how often clients were pinged
 */
public record SweepCoverage(Instant since, Instant until, Duration interval) {}
