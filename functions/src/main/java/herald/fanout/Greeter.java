package herald.fanout;

import herald.aws.AwsLimits;
import herald.connections.Connection;
import herald.connections.Phase;
import herald.dialects.Dialects;
import herald.dialects.Frame;
import herald.invocation.Attempt;
import herald.invocation.Reasons;
import herald.invocation.Timing;
import herald.posts.Outcome;
import herald.queues.DeliveryMessage.Welcome;
import herald.socketio.Encoder;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Speaks first to a Socket.IO client, which says nothing before it has got Engine.IO's open packet. Said twice, it does no
 * harm. Returns at once; the future fails only for a bug. Thread-safe.
 *
 * <p>The connection answers 410 until its {@code $connect} has returned, which is a matter of milliseconds after the welcome
 * was sent, as a rule. So it is tried again in place, without a thread that waits, before the record is left to the queue.
 *
 * @param heartbeat how often the client will be pinged
 */
record Greeter(FanOutPorts ports, Timing timing, Duration heartbeat) {

    /** How long it is tried in place. Python's client gives up after 5 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /**
     * How late a ping may be: a minute between sweeps, most of another that one takes, and some more. Python's client falls
     * silent 5 s after its timeout, if that is the longer.
     */
    private static final Duration LATENESS = Duration.ofMinutes(2);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);
    private static final Duration COMEBACK = Duration.ofSeconds(2);

    private static final System.Logger LOG = System.getLogger(Greeter.class.getName());

    CompletableFuture<Ending> greet(Welcome welcome, Means means) {
        Duration timeout = heartbeat.plus(LATENESS);
        String open = Encoder.open(welcome.id().value(), heartbeat, timeout, AwsLimits.FRAME_BYTES);
        return new Attempts(welcome, Frame.of(open), means).post(FIRST_PAUSE);
    }

    /** The posts of one invocation to one client, each after the outcome of the one before. */
    private final class Attempts {

        private final Welcome welcome;
        private final Frame frame;
        private final Means means;
        private final Instant start = timing.now();

        Attempts(Welcome welcome, Frame frame, Means means) {
            this.welcome = welcome;
            this.frame = frame;
            this.means = means;
        }

        /** @param pause before the next attempt, if this one is in vain */
        CompletableFuture<Ending> post(Duration pause) {
            means.tally().post(frame.size());
            return ports.posts()
                    .post(welcome.id(), frame, means.reserve().deadline())
                    .thenComposeAsync(outcome -> settle(outcome, pause), timing.executor());
        }

        private CompletableFuture<Ending> settle(Outcome outcome, Duration pause) {
            return switch (outcome) {
                case Outcome.Delivered() -> {
                    means.tally().delivered(Dialects.SOCKET_IO);
                    yield done();
                }
                case Outcome.Throttled() -> {
                    means.tally().throttled();
                    yield again(outcome, pause);
                }
                case Outcome.Gone _, Outcome.Failed _, Outcome.TooLarge _ -> again(outcome, pause);
                case Outcome.UnknownId _, Outcome.BadRequest _ -> giveUp(outcome);
                case Outcome.Refused(String reason) ->
                    CompletableFuture.completedFuture(
                            Ending.failed("posts are refused, so the endpoint or the policy is wrong: " + reason));
            };
        }

        /**
         * The row tells whether anybody is waiting. It is read each time: many clients that gave up together would otherwise
         * hold up those that try once more, until these give up too.
         */
        private CompletableFuture<Ending> again(Outcome outcome, Duration pause) {
            CompletableFuture<Optional<Connection>> row = ports.connections()
                    .find(welcome.audience(), welcome.id())
                    .orTimeout(means.reserve().deadline().toMillis(), TimeUnit.MILLISECONDS);
            return Attempt.then(
                    row,
                    timing.executor(),
                    found -> waits(found) ? inVain(outcome, pause) : nobody(),
                    reason -> inVain(outcome, pause));
        }

        private CompletableFuture<Ending> inVain(Outcome outcome, Duration pause) {
            Instant now = timing.now();
            boolean over = now.plus(pause).isAfter(start.plus(PATIENCE))
                    || !means.reserve().allows();
            boolean old = !now.isBefore(welcome.connectedAt().plus(Connection.YOUNG));
            if (old && (over || outcome instanceof Outcome.Gone)) {
                return giveUp(outcome);
            }
            return over ? later(outcome) : pause(pause);
        }

        private CompletableFuture<Ending> pause(Duration pause) {
            Duration longer = pause.multipliedBy(3).dividedBy(2);
            return timing.delay()
                    .apply(pause)
                    .thenComposeAsync(
                            over -> post(longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE),
                            timing.executor());
        }

        /** A client that has spoken was spoken to. */
        private boolean waits(Optional<Connection> row) {
            return row.filter(there -> there.phase() == Phase.OPENING
                            && there.connectedAt().equals(welcome.connectedAt()))
                    .isPresent();
        }

        private CompletableFuture<Ending> later(Outcome outcome) {
            means.tally().owed(Dialects.SOCKET_IO);
            return CompletableFuture.completedFuture(
                    Ending.after(COMEBACK, "a new client can't be spoken to yet: " + outcome));
        }

        private CompletableFuture<Ending> nobody() {
            means.tally().gone(Dialects.SOCKET_IO);
            return done();
        }

        /** Closed, in case that somebody is there nevertheless: who is never spoken to should connect anew. */
        private CompletableFuture<Ending> giveUp(Outcome last) {
            LOG.log(
                    Level.WARNING,
                    "a new client is given up, it could not be spoken to in time, the last answer: " + last);
            means.tally().gone(Dialects.SOCKET_IO);
            return ports.posts()
                    .close(welcome.id(), means.reserve().deadline())
                    .thenComposeAsync(
                            closed -> ports.connections().forget(welcome.audience(), welcome.id()), timing.executor())
                    .handle((forgotten, thrown) -> {
                        if (thrown != null) {
                            LOG.log(Level.WARNING, "its row stays until it expires: " + Reasons.of(thrown));
                        }
                        return Ending.DONE;
                    });
        }

        private static CompletableFuture<Ending> done() {
            return CompletableFuture.completedFuture(Ending.DONE);
        }
    }
}
