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

    /**
     * Until a connection is this old, 410 is not proof that it is gone: its id answers 410 until {@code $connect} has
     * returned, and that may take 29 s (AWS docs, WebSocket quotas: integration timeout).
     */
    static final Duration YOUNG = Duration.ofSeconds(30);

    static final int MAX_TRIES = 8;

    private static final Duration MAX_DELAY = Duration.ofSeconds(64);

    Duty duty(Outcome outcome, Connection connection, Instant now) {
        return switch (outcome) {
            case Outcome.Delivered() -> new Duty.Done();
            case Outcome.Gone() -> gone(connection, now);
            case Outcome.Throttled() -> again(now);
            case Outcome.Failed failed -> again(now);
            case Outcome.TooLarge() -> new Duty.Reject();
            // 400 is "Invalid connectionId": a row that never can be posted to.
            case Outcome.Refused(int status, String reason) when status == 400 -> new Duty.Forget();
            case Outcome.Refused(int status, String reason) ->
                new Duty.Halt("posts are refused, so the endpoint or the policy is wrong: " + reason);
        };
    }

    private Duty gone(Connection connection, Instant now) {
        Instant adult = connection.connectedAt().plus(YOUNG);
        return now.isBefore(adult) ? new Duty.Owe(tries, adult) : new Duty.Forget();
    }

    private Duty again(Instant now) {
        int tried = tries + 1;
        Duty.Owe owe = new Duty.Owe(Math.min(tried, MAX_TRIES - 1), now.plus(delay(tried)));
        return tried >= MAX_TRIES ? new Duty.Close(owe) : owe;
    }

    /** 1, 2, 4 … 64 s, three quarters to five quarters of it. */
    private Duration delay(int tried) {
        long seconds = Math.min(MAX_DELAY.toSeconds(), 1L << Math.min(tried - 1, 30));
        return Duration.ofMillis(Math.round(seconds * 1000 * (0.75 + jitter / 2)));
    }
}
