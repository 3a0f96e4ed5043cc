package herald.sweep;

import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.Connections;
import herald.dialects.Frame;
import herald.invocation.Reasons;
import herald.invocation.TimeReserve;
import herald.invocation.WorkLoop;
import herald.posts.CloseOutcome;
import herald.posts.Outcome;
import herald.posts.Posts;
import herald.sweep.SweepTally.What;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does what was decided about connections. Runs on the sweep's one thread. */
final class Enforcer {

    /** What no Socket.IO client can read: all of them then connect anew at once, also those that see no close frame. */
    private static final Frame UNREADABLE = Frame.of("{}");

    private final Connections connections;
    private final Posts posts;
    private final WorkLoop<?> loop;
    private final TimeReserve reserve;
    private final SweepTally tally;
    private int inFlight;
    private @Nullable String failure;
    private @Nullable String doubt;

    /** A connection to which something is due. */
    record Due(Audience audience, Connection row, Verdict verdict) {}

    Enforcer(Connections connections, Posts posts, WorkLoop<?> loop, TimeReserve reserve, SweepTally tally) {
        this.connections = connections;
        this.posts = posts;
        this.loop = loop;
        this.reserve = reserve;
        this.tally = tally;
    }

    int inFlight() {
        return inFlight;
    }

    /** Why nothing more should be done. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** Why somebody may be taken for dead the next time who is not, if that is so. */
    Optional<String> doubt() {
        return Optional.ofNullable(doubt);
    }

    void serve(Due due) {
        inFlight++;
        switch (due.verdict()) {
            case Verdict.Ping() -> post(due, ping(due), outcome -> pinged(due, outcome));
            case Verdict.KeepAlive() -> post(due, ping(due), outcome -> keptAlive(due, outcome));
            // In case that somebody is there nevertheless, who would not see the close frame.
            case Verdict.CloseDead() -> post(due, UNREADABLE, outcome -> close(due, What.DEAD));
            case Verdict.CloseStuck() -> post(due, UNREADABLE, outcome -> close(due, What.STUCK));
            case Verdict.Recycle() -> post(due, UNREADABLE, outcome -> recycled(due, outcome));
            case Verdict.Leave() -> inFlight--;
        }
    }

    private static Frame ping(Due due) {
        return due.row().dialect().ping();
    }

    private void post(Due due, Frame frame, Consumer<Outcome> settle) {
        Duration deadline = reserve.deadline();
        loop.answered(posts.post(due.row().id(), frame, deadline), settle);
    }

    private void pinged(Due due, Outcome outcome) {
        if (outcome instanceof Outcome.Delivered) {
            done(What.PINGED);
        } else if (!settled(due, outcome)) {
            excuse(due);
        }
    }

    private void keptAlive(Due due, Outcome outcome) {
        if (outcome instanceof Outcome.Delivered) {
            done(What.KEPT_ALIVE);
        } else if (!settled(due, outcome)) {
            done(What.FAILED);
        }
    }

    /** In vain, it is tried again by the next sweep: the row is as old then. */
    private void recycled(Due due, Outcome outcome) {
        if (outcome instanceof Outcome.Delivered) {
            close(due, What.RECYCLED);
        } else if (!settled(due, outcome)) {
            done(What.FAILED);
        }
    }

    /** Whether an outcome that is no delivery is more than a passing trouble, and was dealt with. */
    private boolean settled(Due due, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Gone() -> gone(due);
            case Outcome.UnknownId _ -> {
                forget(due, What.GONE);
                yield true;
            }
            case Outcome.Refused(String reason) -> {
                fail("posts are refused, so the endpoint or the policy is wrong: " + reason);
                done(What.FAILED);
                yield true;
            }
            case Outcome.Delivered _, Outcome.Throttled _, Outcome.Failed _, Outcome.TooLarge _, Outcome.BadRequest _ ->
                false;
        };
    }

    private boolean gone(Due due) {
        if (loop.now().isBefore(due.row().adultAt())) {
            return false;
        }
        forget(due, What.GONE);
        return true;
    }

    /** Who was not pinged can't answer. */
    private void excuse(Due due) {
        Duration deadline = reserve.deadline();
        CompletableFuture<Boolean> noted = connections.heard(due.audience(), due.row());
        loop.answered(noted.orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS), (there, thrown) -> {
            if (thrown != null) {
                doubt = "it can't be noted who was not pinged: " + Reasons.of(thrown);
            }
            done(What.FAILED);
        });
    }

    private void close(Due due, What as) {
        loop.answered(posts.close(due.row().id(), reserve.deadline()), outcome -> {
            switch (CloseOutcome.of(outcome)) {
                case CloseOutcome.Closed() -> forget(due, as);
                case CloseOutcome.NotYet() -> done(What.FAILED);
                case CloseOutcome.Denied(String reason) -> {
                    fail(reason);
                    done(What.FAILED);
                }
            }
        });
    }

    /** A row that stays is found again, by the next fan-out or the next sweep, or expires. */
    private void forget(Due due, What as) {
        Connection row = due.row();
        Duration deadline = reserve.deadline();
        CompletableFuture<Void> forgotten = connections.forget(due.audience(), row);
        loop.answered(forgotten.orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS), (gone, thrown) -> {
            if (thrown != null) {
                tally.add(What.FAILED);
            }
            done(as);
        });
    }

    private void done(What what) {
        tally.add(what);
        inFlight--;
    }

    private void fail(String reason) {
        if (failure == null) {
            failure = reason;
        }
    }
}
