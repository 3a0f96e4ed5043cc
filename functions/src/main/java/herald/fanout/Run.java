package herald.fanout;

import herald.connections.Audience;
import herald.connections.Connection;
import herald.dialects.Dialect;
import herald.dialects.Frame;
import herald.posts.Outcome;
import herald.publications.Publication;
import herald.publications.Reasons;
import herald.queues.DeliveryMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One fan-out while it runs. Every method but {@link #start} runs on the fan-out's one thread.
 *
 * <p>Connections are taken from the source in its order as long as there are permits and time. One connection's frames
 * follow each other, each after the outcome of the one before; between connections there is no order. What does not end
 * in delivery becomes a debt, and what was not begun becomes the source's rest.
 */
final class Run {

    /** Debts are sent as soon as there are this many, so that memory does not grow with an audience that fails. */
    static final int MAX_DEBTS = 500;

    /** Messages full of debts under way at once, for the same reason. */
    static final int MAX_SENDING = 2;

    private final FanOut fanOut;
    private final Work work;
    private final Source source;
    private final TimeReserve reserve;
    private final Tally tally;
    private final Settlement settlement;
    private final Debts debts;
    private final Forgetting forgetting;
    private final boolean hadTime;
    private final Map<Dialect, List<Frame>> frames = new HashMap<>();
    private final Set<Publication> tooLarge = new HashSet<>();
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private final Calls calls;
    private int sending;
    private @Nullable String failure;
    private Source.@Nullable Broken broken;
    private boolean waiting;
    private boolean finished;

    /** What is to be posted, and how often that failed before. */
    record Work(Audience audience, List<Publication> publications, int tries) {}

    Run(FanOut fanOut, Work work, Source source, FanOut.Means means) {
        this.fanOut = fanOut;
        this.work = work;
        this.source = source;
        this.reserve = means.reserve();
        this.tally = means.tally();
        this.settlement = new Settlement(work.tries(), fanOut.random().getAsDouble());
        this.debts = new Debts(work.audience(), work.publications());
        this.forgetting = new Forgetting(fanOut.connections(), work.audience(), reserve);
        this.hadTime = reserve.plenty();
        this.calls = new Calls(fanOut.executor(), this::goOn, ending::completeExceptionally);
    }

    CompletableFuture<Ending> start() {
        calls.start();
        return ending;
    }

    /** Takes connections while it can, and finishes when there is nothing to take or to wait for. */
    private void goOn() {
        while (failure == null && reserve.allows()) {
            if (sending == MAX_SENDING) {
                return;
            }
            switch (source.state()) {
                case Source.Ready ready -> {
                    Pace.Permit permit = fanOut.pace().tryAcquire();
                    if (permit == null) {
                        return;
                    }
                    begin(source.next(), permit);
                }
                case Source.Waiting(CompletableFuture<?> more) -> {
                    await(more);
                    return;
                }
                case Source.Exhausted exhausted -> {
                    finishIfQuiet();
                    return;
                }
                case Source.Broken unreadable -> {
                    broken = unreadable;
                    finishIfQuiet();
                    return;
                }
            }
        }
        finishIfQuiet();
    }

    private void await(CompletableFuture<?> more) {
        if (!waiting) {
            waiting = true;
            calls.then(more, (page, thrown) -> {
                waiting = false;
                goOn();
            });
        }
    }

    private void begin(Connection connection, Pace.Permit permit) {
        if (!connection.expiresAt().isAfter(fanOut.clock().instant())) {
            permit.ignored();
            tally.gone();
            forget(connection);
            return;
        }
        var encoded = frames.computeIfAbsent(connection.dialect(), dialect -> dialect.encode(work.publications()));
        post(new Posting(connection, encoded, permit));
    }

    private void post(Posting posting) {
        Frame frame = posting.frame();
        tally.post(frame.size());
        calls.settled(
                fanOut.posts().post(posting.connection.id(), frame, reserve.deadline()),
                outcome -> settle(posting, outcome));
    }

    private void settle(Posting posting, Outcome outcome) {
        Instant now = fanOut.clock().instant();
        switch (settlement.duty(outcome, posting.connection, now)) {
            case Duty.Done() -> next(posting, now);
            case Duty.Reject() -> {
                tally.failed();
                tooLarge.addAll(work.publications().subList(posting.from(), posting.through()));
                next(posting, now);
            }
            case Duty.Forget() -> {
                posting.permit.ignored();
                tally.gone();
                forget(posting.connection);
            }
            case Duty.Owe owe -> {
                release(posting, outcome);
                owe(posting, owe);
            }
            case Duty.Close(Duty.Owe otherwise) -> {
                release(posting, outcome);
                close(posting, otherwise);
            }
            case Duty.Halt(String reason) -> {
                posting.permit.ignored();
                fail(reason);
            }
        }
    }

    private static void release(Posting posting, Outcome outcome) {
        if (outcome instanceof Outcome.Throttled) {
            posting.permit.throttled();
        } else {
            posting.permit.ignored();
        }
    }

    private void next(Posting posting, Instant now) {
        posting.advance();
        if (!posting.hasFrame()) {
            posting.permit.success();
            tally.delivered();
        } else if (failure != null || !reserve.allows()) {
            posting.permit.success();
            owe(posting, new Duty.Owe(work.tries(), now));
        } else {
            post(posting);
        }
    }

    private void owe(Posting posting, Duty.Owe owe) {
        tally.owed();
        debts.add(posting.connection, posting.from(), owe);
        if (debts.size() >= MAX_DEBTS && failure == null) {
            sending++;
            calls.answered(fanOut.queue().send(debts.drain()), (sent, thrown) -> {
                sending--;
                if (thrown != null) {
                    fail(notTaken(thrown));
                }
            });
        }
    }

    private void forget(Connection connection) {
        forgetting
                .forget(connection)
                .ifPresent(call -> calls.answered(call, (gone, thrown) -> forgetting.ended(thrown)));
    }

    private void close(Posting posting, Duty.Owe otherwise) {
        var closing = fanOut.posts().close(posting.connection.id(), reserve.deadline());
        calls.settled(closing, outcome -> {
            switch (outcome) {
                case Outcome.Delivered() -> closed(posting.connection);
                case Outcome.Gone() -> closed(posting.connection);
                case Outcome.Refused(int status, String reason)
                when status != 400 -> fail("closing is refused, so the endpoint or the policy is wrong: " + reason);
                case Outcome.Refused neverThere -> closed(posting.connection);
                // Tried again until it works or the row has expired, so not forever.
                case Outcome.Throttled() -> owe(posting, otherwise);
                case Outcome.TooLarge() -> owe(posting, otherwise);
                case Outcome.Failed failed -> owe(posting, otherwise);
            }
        });
    }

    private void closed(Connection connection) {
        tally.closed();
        forget(connection);
    }

    private void fail(String reason) {
        if (failure == null) {
            failure = reason;
        }
    }

    private void finishIfQuiet() {
        if (calls.quiet() && !finished) {
            finished = true;
            calls.then(source.quiet(), (quiet, thrown) -> finish());
        }
    }

    private void finish() {
        Optional<String> again = Optional.ofNullable(failure).or(this::nothingBegun);
        if (again.isPresent()) {
            ending.complete(Ending.failed(again.get()));
            return;
        }
        List<DeliveryMessage> later = new ArrayList<>(debts.drain());
        if (!source.exhausted()) {
            later.addAll(source.rest(work.publications()));
        }
        var done = new Ending(Optional.empty(), tooLarge);
        if (later.isEmpty()) {
            ending.complete(done);
            return;
        }
        calls.then(fanOut.queue().send(later), (sent, thrown) -> {
            boolean _ = ending.complete(thrown == null ? done : Ending.failed(notTaken(thrown)));
        });
    }

    /**
     * Why not a single connection was begun although there are some, if what is left must not become a continuation: one
     * that never gets on would be sent for ever, while a record that fails ends in the dead-letter queue.
     */
    private Optional<String> nothingBegun() {
        if (source.begun() || source.exhausted()) {
            return Optional.empty();
        }
        if (broken != null) {
            return Optional.of(broken.reason());
        }
        return hadTime ? Optional.of("there was no time for a single post") : Optional.empty();
    }

    private static String notTaken(Throwable thrown) {
        return "the delivery queue did not take what is left: " + Reasons.of(thrown);
    }
}
