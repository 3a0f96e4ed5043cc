package herald.fanout;

import org.jspecify.annotations.Nullable;

/**
 * How many connections may be posted to at once, found by additive increase and multiplicative decrease. Thread-safe.
 *
 * <p>Kept from one invocation to the next: what was learned about the account's throttle holds a while. The limit is
 * halved at most once for all that was in flight at the time, or one burst of 429s would take it to the floor.
 */
public final class Pace {

    public static final int START = 64;
    public static final int MIN = 4;
    public static final int MAX = 256;

    private double limit = START;
    private int inFlight;
    private int epoch;

    /** A permit, which must end in one of its three ways; or null when the limit is reached. */
    synchronized @Nullable Permit tryAcquire() {
        if (inFlight >= (int) limit) {
            return null;
        }
        inFlight++;
        return new Permit(epoch);
    }

    synchronized int limit() {
        return (int) limit;
    }

    synchronized int inFlight() {
        return inFlight;
    }

    private synchronized void end(Ending ending, int issuedIn) {
        inFlight--;
        switch (ending) {
            case SUCCESS -> limit = Math.min(MAX, limit + 1 / limit);
            case THROTTLED -> {
                if (issuedIn == epoch) {
                    limit = Math.max(MIN, limit / 2);
                    epoch++;
                }
            }
            case IGNORED -> {}
        }
    }

    private enum Ending {
        SUCCESS,
        THROTTLED,
        IGNORED
    }

    /** Leave to post to one connection. */
    final class Permit {
        private final int issuedIn;
        private boolean ended;

        private Permit(int issuedIn) {
            this.issuedIn = issuedIn;
        }

        void success() {
            end(Ending.SUCCESS);
        }

        void throttled() {
            end(Ending.THROTTLED);
        }

        /** Says nothing about the pace: gone, or broken in some other way. */
        void ignored() {
            end(Ending.IGNORED);
        }

        private void end(Ending ending) {
            if (ended) {
                throw new IllegalStateException("a permit ends once");
            }
            ended = true;
            Pace.this.end(ending, issuedIn);
        }
    }
}
