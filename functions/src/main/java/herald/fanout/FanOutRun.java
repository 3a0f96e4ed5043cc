package herald.fanout;

import herald.invocation.TimeReserve;
import herald.invocation.WorkLoop;
import java.time.Duration;
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

    private final Source source;
    private final Pace pace;
    private final TimeReserve reserve;
    private final WorkLoop<Ending> loop;
    private final ProgressKeeper keeper;
    private final FanOutPosts posts;
    private final boolean hadTime;
    private @Nullable String unreadable;
    private boolean reading;
    private boolean finished;

    FanOutRun(
            Source source,
            Pace pace,
            TimeReserve reserve,
            WorkLoop<Ending> loop,
            ProgressKeeper keeper,
            FanOutPosts posts) {
        this.source = source;
        this.pace = pace;
        this.reserve = reserve;
        this.loop = loop;
        this.keeper = keeper;
        this.posts = posts;
        this.hadTime = reserve.plenty();
    }

    CompletableFuture<Ending> start() {
        return loop.start(this::goOn);
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
            Pace.Permit permit = pace.tryAcquire(loop.now());
            if (permit == null) {
                tick();
                return;
            }
            if (posts.hasAgain()) {
                posts.tryAgain(permit);
            } else {
                posts.begin(keeper.take(), permit);
            }
        }
        posts.oweWhatWaits();
        finishIfQuiet();
    }

    /** Whether the source has a connection that may be begun; if not, what comes then is on its way. */
    private boolean hasNext() {
        switch (source.state()) {
            case Source.Ready ready -> {
                if (keeper.mayTake()) {
                    return true;
                }
                tick();
            }
            case Source.Waiting(CompletableFuture<?> more) -> await(more);
            case Source.Exhausted exhausted -> finishIfQuiet();
            case Source.Broken(String reason) -> {
                unreadable = reason;
                finishIfQuiet();
            }
        }
        return false;
    }

    private void await(CompletableFuture<?> more) {
        if (!reading) {
            reading = true;
            loop.then(more, (page, thrown) -> {
                reading = false;
                goOn();
            });
        }
    }

    private void tick() {
        loop.tick(TICK, () -> keeper.checkLateness(loop.now().minus(LATE)));
    }

    private void keepProgress() {
        if (posts.failure().isPresent() || posts.sending()) {
            return;
        }
        keeper.due(posts.debts()).ifPresent(step -> {
            if (step.debtsFirst()) {
                posts.sendDebts();
            } else {
                loop.answered(keeper.keep(step), (kept, thrown) -> keeper.ended(step, thrown));
            }
        });
    }

    private void finishIfQuiet() {
        if (loop.quiet() && !finished) {
            finished = true;
            loop.then(source.quiet(), (quiet, thrown) -> finish());
        }
    }

    private void finish() {
        Optional<String> again = posts.failure().or(this::nothingBegun);
        if (again.isPresent()) {
            loop.end(Ending.failed(again.get()));
        } else {
            endWith(posts.sendRest(), this::finishRest);
        }
    }

    private void finishRest() {
        if (source.exhausted()) {
            loop.end(Ending.DONE);
        } else if (keeper.isForRecord()) {
            loop.then(keeper.keepAll(), (kept, thrown) -> loop.end(comeback()));
        } else {
            endWith(posts.handOn(source.rest()), () -> loop.end(Ending.HANDED_ON));
        }
    }

    private void endWith(CompletableFuture<Void> sent, Runnable taken) {
        loop.then(sent, (done, thrown) -> {
            if (thrown == null) {
                taken.run();
            } else {
                loop.end(Ending.failed(FanOutPosts.notTaken(thrown)));
            }
        });
    }

    /** Where nothing may overtake, the record stays the first of its message group, and goes on from here. */
    private Ending comeback() {
        return unreadable == null
                ? Ending.after(Duration.ZERO, "there was no time for all of it; it goes on from where it is")
                : Ending.failed(unreadable);
    }

    /**
     * Why not a single connection was begun although there are some, if what is left must not become a continuation: one
     * that never gets on would be sent for ever, while a record that fails ends in the dead-letter queue.
     */
    private Optional<String> nothingBegun() {
        if (source.begun() || source.exhausted()) {
            return Optional.empty();
        }
        if (unreadable != null) {
            return Optional.of(unreadable);
        }
        return hadTime ? Optional.of("there was no time for a single post") : Optional.empty();
    }
}
