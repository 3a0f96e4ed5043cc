package herald.fanout;

import herald.connections.Connection;
import herald.connections.Connections;
import herald.invocation.Calls;
import herald.invocation.TimeReserve;
import herald.posts.CloseOutcome;
import herald.posts.Outcome;
import herald.posts.Posts;
import herald.publications.Reasons;
import herald.queues.DeliveryMessage.Owed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The posts of one fan-out, from their permit to what is settled about them. Runs on the fan-out's one thread. */
final class Postings {

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

    private final FanOut fanOut;
    private final FanOut.Work work;
    private final TimeReserve reserve;
    private final Tally tally;
    private final Settlement settlement;
    private final Calls calls;
    private final Keeping keeping;
    private final Debts debts;
    private final Owing owing;
    private final Forgetting forgetting;
    private final Deque<Posting> again = new ArrayDeque<>();
    private int sending;
    private boolean closing;
    private @Nullable String failure;

    Postings(FanOut fanOut, FanOut.Work work, int tries, FanOut.Means means, Calls calls, Keeping keeping) {
        this.fanOut = fanOut;
        this.work = work;
        this.reserve = means.reserve();
        this.tally = means.tally();
        this.settlement = new Settlement(tries, fanOut.random().getAsDouble());
        this.calls = calls;
        this.keeping = keeping;
        this.debts = new Debts(work.audience(), work.publications());
        this.owing = new Owing(connections(), fanOut.ports().queue());
        this.forgetting = new Forgetting(connections(), work.audience(), reserve);
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

    void begin(Posting posting, Pace.Permit permit) {
        Instant now = now();
        posting.start(permit, now);
        if (!posting.connection.expiresAt().isAfter(now)) {
            permit.ignored();
            gone(posting);
        } else if (work.strict() && !posting.connection.owed().isEmpty()) {
            permit.ignored();
            queueUp(posting);
        } else if (posting.connection.isJoining()) {
            // It may believe that it has joined, and must miss nothing; but told too early it would not understand.
            permit.ignored();
            owe(posting, new Duty.Owe(settlement.tries(), now.plus(JOINING)));
        } else {
            post(posting);
        }
    }

    void tryAgain(Pace.Permit permit) {
        Posting posting = again.remove();
        posting.start(permit, now());
        post(posting);
    }

    /** It is owed something already, which comes first. */
    private void queueUp(Posting posting) {
        if (posting.connection.owed().size() > MAX_OWED) {
            close(posting, BEHIND);
        } else {
            owe(posting, BEHIND);
        }
    }

    private void post(Posting posting) {
        tally.post(posting.frame().size());
        calls.settled(
                posts().post(posting.connection.id(), posting.frame(), reserve.deadline()),
                outcome -> settle(posting, outcome));
    }

    private void settle(Posting posting, Outcome outcome) {
        Instant now = now();
        switch (settlement.duty(outcome, posting.connection, now)) {
            case Duty.Done() -> next(posting, now);
            case Duty.Forget() -> {
                posting.permit().ignored();
                gone(posting);
            }
            case Duty.Owe owe -> {
                release(posting, outcome, now);
                Duration took = Duration.between(posting.started(), now);
                if (reserve.allows()
                        && settlement.onceMore(
                                outcome, posting.refusals(), took, fanOut.pace().crowded())) {
                    pause(posting);
                } else {
                    owe(posting, owe);
                }
            }
            case Duty.Close(Duty.Owe otherwise) -> {
                release(posting, outcome, now);
                if (!closing) {
                    closing = true;
                    GivingUp.log(outcome);
                }
                close(posting, otherwise);
            }
            case Duty.Halt(String reason) -> {
                posting.permit().ignored();
                fail(reason);
            }
        }
    }

    /** Who is refused a second time says nothing of the account, or a few slow clients would slow down all. */
    private void release(Posting posting, Outcome outcome, Instant now) {
        if (!(outcome instanceof Outcome.Throttled)) {
            posting.permit().ignored();
            return;
        }
        tally.throttled();
        if (posting.refusals() == 0 && settlement.tries() == 0) {
            posting.permit().throttled(now);
        } else {
            posting.permit().ignored();
        }
    }

    private void pause(Posting posting) {
        posting.pause();
        calls.answered(fanOut.timing().delay().apply(settlement.soon()), (done, thrown) -> {
            if (failure == null && reserve.allows()) {
                again.add(posting);
            } else {
                owe(posting, new Duty.Owe(settlement.tries(), now()));
            }
        });
    }

    private void next(Posting posting, Instant now) {
        posting.advance();
        if (posting.hasFrame() && failure == null && reserve.allows()) {
            posting.start(posting.permit(), now);
            post(posting);
            return;
        }
        posting.permit().success(Duration.between(posting.started(), now));
        if (posting.hasFrame()) {
            owe(posting, new Duty.Owe(settlement.tries(), now));
        } else {
            tally.delivered(posting.connection.dialect());
            keeping.settled(posting);
        }
    }

    private void owe(Posting posting, Duty.Owe owe) {
        tally.owed(posting.connection.dialect());
        debts.add(posting, owe);
        keeping.settled(posting);
        if (debts.size() >= MAX_DEBTS && failure == null) {
            sendDebts();
        }
    }

    /** Those that were to be tried again, when there is no time for it. */
    void oweWhatWaits() {
        while (!again.isEmpty()) {
            owe(again.remove(), new Duty.Owe(settlement.tries(), now()));
        }
    }

    void sendDebts() {
        sending++;
        calls.answered(owing.send(debts.drain(), work.strict()), (sent, thrown) -> {
            sending--;
            if (thrown != null) {
                fail(notTaken(thrown));
            }
        });
    }

    /** The last of the debts; unlike {@link #sendDebts} its failure is the caller's. */
    CompletableFuture<Void> sendRest() {
        List<Owed> rest = debts.drain();
        return owing.send(rest, work.strict());
    }

    private void gone(Posting posting) {
        tally.gone(posting.connection.dialect());
        forget(posting);
    }

    private void forget(Posting posting) {
        keeping.settled(posting);
        forgetting
                .forget(posting.connection)
                .ifPresent(call -> calls.answered(call, (gone, thrown) -> forgetting.ended(thrown)));
    }

    private void close(Posting posting, Duty.Owe otherwise) {
        Connection connection = posting.connection;
        calls.settled(posts().close(connection.id(), reserve.deadline()), outcome -> {
            switch (CloseOutcome.of(outcome)) {
                case CloseOutcome.Closed() -> {
                    tally.closed();
                    forget(posting);
                }
                // Tried again until it works or the row has expired, so not forever.
                case CloseOutcome.NotYet() -> owe(posting, otherwise);
                case CloseOutcome.Denied(String reason) -> fail(reason);
            }
        });
    }

    private void fail(String reason) {
        if (failure == null) {
            failure = reason;
        }
    }

    static String notTaken(Throwable thrown) {
        return "the delivery queue did not take what is left: " + Reasons.of(thrown);
    }

    private Instant now() {
        return fanOut.timing().now();
    }

    private Posts posts() {
        return fanOut.ports().posts();
    }

    private Connections connections() {
        return fanOut.ports().connections();
    }
}
