package herald.bench.crowd;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time that processes of one machine share; {@code System.nanoTime} is each process's own. */
public final class Clock {

    private Clock() {}

    /** Microseconds of the epoch. */
    public static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
