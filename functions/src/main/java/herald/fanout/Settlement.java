package herald.fanout;

import herald.connections.Connection;
import herald.posts.Outcome;
import java.time.Duration;
import java.time.Instant;

/**
 * What outcomes mean in one fan-out. Pure.
 *
 * @param tries how often these connections were tried in vain before
 * @param jitter 0 to 1: which part of a delay's spread this fan-out takes. One for all its connections, so that those
 *     that are owed the same become due together and share a message
 */
record Settlement(int tries, double jitter) {

    static final int MAX_TRIES = 8;

    private static final Duration MAX_DELAY = Duration.ofSeconds(64);

    /** For another try in the same fan-out. */
    private static final Duration SOON = Duration.ofMillis(300);

    /** What took longer than this will not be better soon. */
    private static final Duration QUICK = Duration.ofSeconds(1);

    /** For a connection that has just taken something: it is slow, and not past hope. */
    Settlement begunAnew() {
        return new Settlement(0, jitter);
    }

    Duty duty(Outcome outcome, Connection connection, Instant now) {
        return switch (outcome) {
            case Outcome.Delivered() -> new Duty.Done();
            case Outcome.Gone() -> gone(connection, now);
            // What is over the limit was refused when its record was read, so it is a fault of this one call. If it
            // stays so, the connection is closed like any that can't be posted to, and the log says why.
            case Outcome.Throttled _, Outcome.Failed _, Outcome.TooLarge _, Outcome.BadRequest _ -> again(now);
            case Outcome.UnknownId _ -> new Duty.Forget();
            case Outcome.Refused(String reason) ->
                new Duty.Halt("posts are refused, so the endpoint or the policy is wrong: " + reason);
        };
    }

    /** Soon at first: most are young because their {@code $connect} is returning just now. */
    private Duty gone(Connection connection, Instant now) {
        Instant adult = connection.adultAt();
        if (!now.isBefore(adult)) {
            return new Duty.Forget();
        }
        int tried = Math.min(tries + 1, MAX_TRIES - 1);
        Instant next = now.plus(delay(tried));
        return new Duty.Owe(tried, next.isBefore(adult) ? next : adult);
    }

    private Duty again(Instant now) {
        int tried = tries + 1;
        Duty.Owe owe = new Duty.Owe(Math.min(tried, MAX_TRIES - 1), now.plus(delay(tried)));
        return tried >= MAX_TRIES ? new Duty.Close(owe) : owe;
    }

    /** 1, 2, 4 … 64 s, three quarters to five quarters of it. */
    private Duration delay(int tried) {
        long seconds = Math.min(MAX_DELAY.toSeconds(), 1L << Math.min(tried - 1, 30));
        return spread(Duration.ofSeconds(seconds));
    }

    private Duration spread(Duration delay) {
        return Duration.ofMillis(Math.round(delay.toMillis() * (0.75 + jitter / 2)));
    }

    /** How long to wait for another try in the same fan-out. */
    Duration soon() {
        return spread(SOON);
    }

    /**
     * Whether what is to be owed should be tried once more in the same fan-out before it takes a queue: most refusals pass
     * in a moment. What is refused because of the whole account's limit is tried as long as there is time, or healthy
     * connections would be given up for it.
     *
     * @param refusals how often the frame was refused in this fan-out before
     * @param crowded whether it is the account's limit
     */
    boolean onceMore(Outcome outcome, int refusals, Duration took, boolean crowded) {
        if (tries > 0 || took.compareTo(QUICK) > 0) {
            return false;
        }
        return switch (outcome) {
            case Outcome.Throttled() -> refusals == 0 || crowded;
            case Outcome.Failed failed -> refusals == 0;
            case Outcome.Delivered _, Outcome.Gone _, Outcome.TooLarge _ -> false;
            case Outcome.UnknownId _, Outcome.BadRequest _, Outcome.Refused _ -> false;
        };
    }
}
