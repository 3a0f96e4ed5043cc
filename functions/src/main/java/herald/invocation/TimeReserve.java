package herald.invocation;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Whether there is time for another post. Thread-safe if its clock is.
 *
 * <p>What is kept back is for the posts in flight to settle and for the delivery queue to take what is left. It is a fifth
 * of the invocation's time and at least 1.5 s, but never more than two fifths, so that a short function works too.
 */
public final class TimeReserve {

    /** A post's deadline when there is time. */
    static final Duration POST = Duration.ofSeconds(3);

    private static final Duration LEAST = Duration.ofMillis(1500);

    private final Supplier<Duration> left;
    private final Duration start;
    private final Duration reserve;

    /** @param left the time until the invocation is killed, asked anew each time */
    public TimeReserve(Supplier<Duration> left) {
        this.left = left;
        this.start = left.get();
        this.reserve =
                shorter(longer(LEAST, start.dividedBy(5)), start.multipliedBy(2).dividedBy(5));
    }

    public boolean allows() {
        return left.get().compareTo(reserve) > 0;
    }

    /** How long a post that starts now may take: half of the reserve stays even then. */
    public Duration deadline() {
        return shorter(POST, patience());
    }

    /** How long to wait for what starts now, if no sooner end is given to it: half of the reserve stays even then. */
    public Duration patience() {
        return longer(Duration.ofMillis(1), left.get().minus(reserve.dividedBy(2)));
    }

    /** Whether half of the invocation's time is still ahead: who then has no time for anything never will. */
    public boolean plenty() {
        return left.get().multipliedBy(2).compareTo(start) >= 0;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
