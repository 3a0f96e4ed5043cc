package herald.fanout;

import herald.connections.Connection;
import herald.dialects.Dialect;
import herald.dialects.Frame;
import herald.invocation.Calls;
import herald.invocation.TimeReserve;
import herald.queues.DeliveryMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** When who waits for a permit or a checkpoint looks whether a post takes very long. */
    static final Duration TICK = Duration.ofMillis(50);

    /** A post that takes longer is waited for by nobody but its own connection. */
    static final Duration LATE = Duration.ofMillis(250);

    private final FanOut fanOut;
    private final FanOut.Work work;
    private final Source source;
    private final TimeReserve reserve;
    private final Keeping keeping;
    private final Postings postings;
    private final boolean hadTime;
    private final Map<Dialect, List<Frame>> frames = new HashMap<>();
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private final Calls calls;
    private Source.@Nullable Broken broken;
    private boolean reading;
    private boolean ticking;
    private boolean finished;

    /** @param tries how often these connections were tried in vain before */
    Run(FanOut fanOut, FanOut.Work work, int tries, Source source, FanOut.Means means) {
        this.fanOut = fanOut;
        this.work = work;
        this.source = source;
        this.reserve = means.reserve();
        this.hadTime = reserve.plenty();
        this.calls = new Calls(fanOut.timing().executor(), this::goOn, ending::completeExceptionally);
        this.keeping = new Keeping(fanOut.ports().progress(), work, source, reserve);
        this.postings = new Postings(fanOut, work, tries, means, calls, keeping);
    }

    CompletableFuture<Ending> start() {
        calls.start();
        return ending;
    }

    /** Takes connections while it can, and finishes when there is nothing to take or to wait for. */
    private void goOn() {
        if (finished) {
            return;
        }
        keepProgress();
        while (postings.failure().isEmpty() && reserve.allows()) {
            if (postings.stuck() || (!postings.hasAgain() && !hasNext())) {
                return;
            }
            Pace.Permit permit = fanOut.pace().tryAcquire(fanOut.timing().now());
            if (permit == null) {
                tickLater();
                return;
            }
            if (postings.hasAgain()) {
                postings.tryAgain(permit);
            } else {
                Connection next = source.next();
                postings.begin(keeping.take(next, frames(next)), permit);
            }
        }
        postings.oweWhatWaits();
        finishIfQuiet();
    }

    private List<Frame> frames(Connection connection) {
        return frames.computeIfAbsent(connection.dialect(), dialect -> dialect.encode(work.publications()));
    }

    /** Whether the source has a connection that may be begun; if not, what comes then is on its way. */
    private boolean hasNext() {
        switch (source.state()) {
            case Source.Ready ready -> {
                if (keeping.mayTake()) {
                    return true;
                }
                tickLater();
            }
            case Source.Waiting(CompletableFuture<?> more) -> await(more);
            case Source.Exhausted exhausted -> finishIfQuiet();
            case Source.Broken unreadable -> {
                broken = unreadable;
                finishIfQuiet();
            }
        }
        return false;
    }

    private void await(CompletableFuture<?> more) {
        if (!reading) {
            reading = true;
            calls.then(more, (page, thrown) -> {
                reading = false;
                goOn();
            });
        }
    }

    private void tickLater() {
        if (!ticking) {
            ticking = true;
            calls.then(fanOut.timing().delay().apply(TICK), (done, thrown) -> {
                ticking = false;
                keeping.checkLateness(fanOut.timing().now().minus(LATE));
                goOn();
            });
        }
    }

    private void keepProgress() {
        if (postings.failure().isPresent() || postings.sending()) {
            return;
        }
        keeping.due(postings.debts()).ifPresent(step -> {
            if (step.debtsFirst()) {
                postings.sendDebts();
            } else {
                calls.answered(keeping.keep(step), (kept, thrown) -> keeping.ended(step, thrown));
            }
        });
    }

    private void finishIfQuiet() {
        if (calls.quiet() && !finished) {
            finished = true;
            calls.then(source.quiet(), (quiet, thrown) -> finish());
        }
    }

    private void finish() {
        Optional<String> again = postings.failure().or(this::nothingBegun);
        if (again.isPresent()) {
            ending.complete(Ending.failed(again.get()));
            return;
        }
        calls.then(postings.sendRest(), (sent, thrown) -> {
            if (thrown != null) {
                ending.complete(Ending.failed(Postings.notTaken(thrown)));
            } else if (source.exhausted()) {
                ending.complete(Ending.DONE);
            } else if (work.strict()) {
                comeBack();
            } else {
                handOn();
            }
        });
    }

    /** What is left becomes messages of its own, each part sent when the one before has been taken. */
    private void handOn() {
        CompletableFuture<Void> taken = CompletableFuture.completedFuture(null);
        for (List<? extends DeliveryMessage> part : source.rest(work.publications())) {
            taken = taken.thenCompose(before -> fanOut.ports().queue().send(part));
        }
        calls.then(taken, (sent, thrown) -> {
            boolean _ = ending.complete(thrown == null ? Ending.HANDED_ON : Ending.failed(Postings.notTaken(thrown)));
        });
    }

    /** Where nothing may overtake, the record stays the first of its message group, and goes on from here. */
    private void comeBack() {
        calls.then(keeping.keepAll(), (kept, thrown) -> {
            boolean _ = ending.complete(
                    broken == null
                            ? Ending.after(
                                    Duration.ZERO, "there was no time for all of it; it goes on from where it is")
                            : Ending.failed(broken.reason()));
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
}
