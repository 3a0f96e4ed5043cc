package herald.fanout;

import herald.connections.Connection;
import herald.invocation.CallSeries;
import herald.invocation.Reasons;
import herald.invocation.TimeReserve;
import herald.invocation.WorkLoop;
import herald.posts.CloseOutcome;
import herald.posts.Outcome;
import herald.posts.Posts;
import herald.queues.DeliveryMessage;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The posts of one fan-out, from their permit to what is settled about them. Runs on the fan-out's one thread. */
final class FanOutPosts {

    /** Debts are sent as soon as there are this many, so that memory does not grow with an audience that fails. */
    static final int MAX_DEBTS = 500;

    /** Sendings of debts under way at once, for the same reason. */
    static final int MAX_SENDING = 2;

    /** After that a client that was joining has joined, unless it went. */
    private static final Duration JOINING = Duration.ofSeconds(1);

    /** With more publications waiting than this a connection will not catch up, and its row would grow. */
    static final int MAX_OWED = 1_000;

    /** Due when what stands before it is: a time of its own would only have it taken from the queue too early. */
    private static final Duty.Owe BEHIND = new Duty.Owe(0, Instant.EPOCH);

    private static final System.Logger LOG = System.getLogger(FanOutPosts.class.getName());

    private final Posts posts;
    private final boolean strict;
    private final TimeReserve reserve;
    private final Tally tally;
    private final Settlement settlement;
    private final WorkLoop<?> loop;
    private final ProgressKeeper keeper;
    private final Debts debts;
    private final DebtSender sender;
    private final GoneRows goneRows;
    private final Deque<Recipient> again = new ArrayDeque<>();
    private int sending;
    private boolean closing;
    private @Nullable String failure;

    FanOutPosts(
            FanOutPorts ports, Work work, Settlement settlement, Means means, WorkLoop<?> loop, ProgressKeeper keeper) {
        this.posts = ports.posts();
        this.strict = work.strict();
        this.reserve = means.reserve();
        this.tally = means.tally();
        this.settlement = settlement;
        this.loop = loop;
        this.keeper = keeper;
        this.debts = new Debts(work.audience(), work.publications());
        this.sender = new DebtSender(ports.connections(), ports.queue(), strict);
        this.goneRows = new GoneRows(ports.connections(), work.audience(), reserve);
    }

    /** Why nothing more should be posted, and all has to come back. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    boolean sending() {
        return sending > 0;
    }

    /** Whether so many debts are being sent that no more should be made. */
    boolean stuck() {
        return sending >= MAX_SENDING;
    }

    /** Whether a posting is to be tried again now; {@link #tryAgain} does it. */
    boolean hasAgain() {
        return !again.isEmpty();
    }

    Debts debts() {
        return debts;
    }

    void begin(Recipient recipient, Pace.Permit permit) {
        Instant now = loop.now();
        recipient.start(permit, now);
        if (!recipient.connection.expiresAt().isAfter(now)) {
            permit.ignored();
            gone(recipient);
        } else if (strict && !recipient.connection.owed().isEmpty()) {
            permit.ignored();
            queueUp(recipient);
        } else if (recipient.connection.isJoining()) {
            // It may believe that it has joined, and must miss nothing; but told too early it would not understand.
            permit.ignored();
            owe(recipient, new Duty.Owe(settlement.tries(), now.plus(JOINING)));
        } else {
            post(recipient);
        }
    }

    void tryAgain(Pace.Permit permit) {
        Recipient recipient = again.remove();
        recipient.start(permit, loop.now());
        post(recipient);
    }

    /** It is owed something already, which comes first. */
    private void queueUp(Recipient recipient) {
        if (recipient.connection.owed().size() > MAX_OWED) {
            close(recipient, BEHIND);
        } else {
            owe(recipient, BEHIND);
        }
    }

    private void post(Recipient recipient) {
        tally.post(recipient.frame().size());
        loop.answered(
                posts.post(recipient.connection.id(), recipient.frame(), reserve.deadline()),
                outcome -> settle(recipient, outcome));
    }

    private void settle(Recipient recipient, Outcome outcome) {
        Instant now = loop.now();
        switch (settlement.duty(outcome, recipient.connection, now)) {
            case Duty.Done() -> next(recipient, now);
            case Duty.Forget() -> {
                recipient.permit().ignored();
                gone(recipient);
            }
            case Duty.Owe owe -> {
                release(recipient, outcome, now);
                Duration took = Duration.between(recipient.started(), now);
                if (reserve.allows()
                        && settlement.onceMore(
                                outcome,
                                recipient.refusals(),
                                took,
                                recipient.permit().crowded())) {
                    pause(recipient);
                } else {
                    owe(recipient, owe);
                }
            }
            case Duty.Close(Duty.Owe otherwise) -> {
                release(recipient, outcome, now);
                if (!closing) {
                    closing = true;
                    warnOfClosing(outcome);
                }
                close(recipient, otherwise);
            }
            case Duty.Halt(String reason) -> {
                recipient.permit().ignored();
                fail(reason);
            }
        }
    }

    /** Who is refused a second time says nothing of the account, or a few slow clients would slow down all. */
    private void release(Recipient recipient, Outcome outcome, Instant now) {
        if (!(outcome instanceof Outcome.Throttled)) {
            recipient.permit().ignored();
            return;
        }
        tally.throttled();
        if (recipient.refusals() == 0 && settlement.tries() == 0) {
            recipient.permit().throttled(now);
        } else {
            recipient.permit().ignored();
        }
    }

    private void pause(Recipient recipient) {
        recipient.pause();
        loop.later(settlement.soon(), () -> {
            if (failure == null && reserve.allows()) {
                again.add(recipient);
            } else {
                owe(recipient, new Duty.Owe(settlement.tries(), loop.now()));
            }
        });
    }

    private void next(Recipient recipient, Instant now) {
        recipient.advance();
        if (recipient.hasFrame() && failure == null && reserve.allows()) {
            recipient.start(recipient.permit(), now);
            post(recipient);
            return;
        }
        recipient.permit().success(Duration.between(recipient.started(), now));
        if (recipient.hasFrame()) {
            owe(recipient, new Duty.Owe(settlement.tries(), now));
        } else {
            tally.delivered(recipient.connection.dialect());
            keeper.settled(recipient);
        }
    }

    private void owe(Recipient recipient, Duty.Owe owe) {
        tally.owed(recipient.connection.dialect());
        debts.add(recipient, owe);
        keeper.settled(recipient);
        if (debts.size() >= MAX_DEBTS && failure == null) {
            sendDebts();
        }
    }

    /** Those that were to be tried again, when there is no time for it. */
    void oweWhatWaits() {
        while (!again.isEmpty()) {
            owe(again.remove(), new Duty.Owe(settlement.tries(), loop.now()));
        }
    }

    void sendDebts() {
        sending++;
        loop.answered(sender.send(debts.drain()), (sent, thrown) -> {
            sending--;
            if (thrown != null) {
                fail(notTaken(thrown));
            }
        });
    }

    /** The last of the debts; unlike {@link #sendDebts} its failure is the caller's. */
    CompletableFuture<Void> sendRest() {
        return sender.send(debts.drain());
    }

    /** Sends what is left to the queue, each part when the one before has been taken. */
    CompletableFuture<Void> handOn(List<List<? extends DeliveryMessage>> parts) {
        return CallSeries.inTurn(parts, sender.queue()::send);
    }

    private void gone(Recipient recipient) {
        tally.gone(recipient.connection.dialect());
        forget(recipient);
    }

    private void forget(Recipient recipient) {
        keeper.settled(recipient);
        goneRows.forget(recipient.connection)
                .ifPresent(call -> loop.answered(call, (gone, thrown) -> goneRows.ended(thrown)));
    }

    private void close(Recipient recipient, Duty.Owe otherwise) {
        Connection connection = recipient.connection;
        loop.answered(posts.close(connection.id(), reserve.deadline()), outcome -> {
            switch (CloseOutcome.of(outcome)) {
                case CloseOutcome.Closed() -> {
                    tally.closed();
                    forget(recipient);
                }
                // Tried again until it works or the row has expired, so not forever.
                case CloseOutcome.NotYet() -> owe(recipient, otherwise);
                case CloseOutcome.Denied(String reason) -> fail(reason);
            }
        });
    }

    /** Says why: the number of connections that are closed does not tell what is wrong with them. */
    static void warnOfClosing(Outcome last) {
        LOG.log(
                Level.WARNING,
                "a connection is closed, and perhaps more: " + Settlement.MAX_TRIES + " tries were in vain, the last: "
                        + last);
    }

    private void fail(String reason) {
        if (failure == null) {
            failure = reason;
        }
    }

    static String notTaken(Throwable thrown) {
        return "the delivery queue did not take what is left: " + Reasons.of(thrown);
    }
}
