package herald.fanout;

import herald.connections.Connection;
import herald.dialects.Dialect;
import herald.dialects.Frame;
import herald.invocation.CallSeries;
import herald.invocation.TimeReserve;
import herald.invocation.WorkLoop;
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
final class FanOutRun {

    /** When who waits for a permit or a checkpoint looks whether a post takes very long. */
    static final Duration TICK = Duration.ofMillis(50);

    /** A post that takes longer is waited for by nobody but its own connection. */
    static final Duration LATE = Duration.ofMillis(250);

    private final FanOut fanOut;
    private final FanOut.Work work;
    private final Source source;
    private final TimeReserve reserve;
    private final ProgressKeeper keeper;
    private final FanOutPosts posts;
    private final boolean hadTime;
    private final Map<Dialect, List<Frame>> frames = new HashMap<>();
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private final WorkLoop calls;
    private Source.@Nullable Broken broken;
    private boolean reading;
    private boolean ticking;
    private boolean finished;

    /** @param tries how often these connections were tried in vain before */
    FanOutRun(FanOut fanOut, FanOut.Work work, int tries, Source source, FanOut.Means means) {
        this.fanOut = fanOut;
        this.work = work;
        this.source = source;
        this.reserve = means.reserve();
        this.hadTime = reserve.plenty();
        this.calls = new WorkLoop(fanOut.timing().executor(), this::goOn, ending::completeExceptionally);
        this.keeper = new ProgressKeeper(fanOut.ports().progress(), work, source, reserve);
        this.posts = new FanOutPosts(fanOut, work, tries, means, calls, keeper);
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
        while (posts.failure().isEmpty() && reserve.allows()) {
            if (posts.stuck() || (!posts.hasAgain() && !hasNext())) {
                return;
            }
            Pace.Permit permit = fanOut.pace().tryAcquire(fanOut.timing().now());
            if (permit == null) {
                tickLater();
                return;
            }
            if (posts.hasAgain()) {
                posts.tryAgain(permit);
            } else {
                Connection next = source.next();
                posts.begin(keeper.take(next, frames(next)), permit);
            }
        }
        posts.oweWhatWaits();
        finishIfQuiet();
    }

    private List<Frame> frames(Connection connection) {
        return frames.computeIfAbsent(connection.dialect(), dialect -> dialect.encode(work.publications()));
    }

    /** Whether the source has a connection that may be begun; if not, what comes then is on its way. */
    private boolean hasNext() {
        switch (source.state()) {
            case Source.Ready ready -> {
                if (keeper.mayTake()) {
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
                keeper.checkLateness(fanOut.timing().now().minus(LATE));
                goOn();
            });
        }
    }

    private void keepProgress() {
        if (posts.failure().isPresent() || posts.sending()) {
            return;
        }
        keeper.due(posts.debts()).ifPresent(step -> {
            if (step.debtsFirst()) {
                posts.sendDebts();
            } else {
                calls.answered(keeper.keep(step), (kept, thrown) -> keeper.ended(step, thrown));
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
        Optional<String> again = posts.failure().or(this::nothingBegun);
        if (again.isPresent()) {
            ending.complete(Ending.failed(again.get()));
            return;
        }
        calls.then(posts.sendRest(), (sent, thrown) -> {
            if (thrown != null) {
                ending.complete(Ending.failed(FanOutPosts.notTaken(thrown)));
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
        CompletableFuture<Void> taken =
                CallSeries.inTurn(source.rest(work.publications()), fanOut.ports().queue()::send);
        calls.then(taken, (sent, thrown) -> {
            boolean _ =
                    ending.complete(thrown == null ? Ending.HANDED_ON : Ending.failed(FanOutPosts.notTaken(thrown)));
        });
    }

    /** Where nothing may overtake, the record stays the first of its message group, and goes on from here. */
    private void comeBack() {
        calls.then(keeper.keepAll(), (kept, thrown) -> {
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
