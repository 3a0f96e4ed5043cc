package herald.posts;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The connections to the API, and the calls that wait for one. The latest used is used next, so that what is not needed
 * grows old; new ones are opened as {@link Growth} advises, few at a time.
 *
 * <p>{@link #submit}, {@link #giveUp} and {@link #close} are thread-safe; everything else happens on the event loop.
 */
final class Wires implements KeyRing.Waiting {

    /** Handshakes under way at once: each holds the event loop up for milliseconds. */
    private static final int AT_ONCE = 4;

    /** Older than this a kept connection is hardly alive: load balancers close them after a minute. */
    private static final Duration MAX_IDLE = Duration.ofSeconds(50);

    private static final long SWEEP_MILLIS = 10;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final EventLoop loop;
    private final InstantSource clock;
    private final int cap;
    private final Dialer dialer;
    private final boolean tls;
    private final KeyRing keys;
    private final Addresses addresses;
    private final RequestText text;
    private final Growth growth = new Growth();
    private final Queue<Call<?>> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();
    private final WaitingCalls waiting = new WaitingCalls();
    private final Kept kept = new Kept();
    private final byte[] scratch = new byte[Dialer.READ];
    private int overdue;
    private int failures;
    private long pausedUntilNanos = System.nanoTime();
    private boolean sweeping;
    private boolean closed;

    Wires(Endpoint endpoint, LeanManagementApi.Settings settings, InstantSource clock) {
        this.loop = settings.eventLoop();
        this.clock = clock;
        this.cap = settings.connections();
        this.tls = endpoint.tls();
        this.dialer = new Dialer(loop, tls ? new Tls(endpoint, settings.tls()) : null);
        var errands = new Errands(loop);
        this.keys = new KeyRing(settings.credentials(), errands, this);
        this.addresses = new Addresses(endpoint, errands, this::looked);
        this.text = new RequestText(endpoint, settings.region());
    }

    void submit(Call<?> call) {
        inbox.add(call);
        if (called.compareAndSet(false, true) && !tell(this::take)) {
            for (Call<?> late = inbox.poll(); late != null; late = inbox.poll()) {
                late.failed(Failures.closed());
            }
        }
    }

    /** The caller has completed a call itself. */
    void giveUp(Call<?> call) {
        var _ = tell(() -> {
            Wire wire = call.wire();
            if (wire == null) {
                waiting.remove(call);
            } else {
                var _ = drop(wire);
                pump();
            }
        });
    }

    void close() {
        var _ = tell(() -> {
            closed = true;
            waiting.failAll(Failures.closed());
            for (Wire wire : List.copyOf(kept.all())) {
                Call<?> call = drop(wire);
                if (call != null) {
                    call.failed(Failures.closed());
                }
            }
        });
    }

    private boolean tell(Runnable task) {
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException ended) {
            return false;
        }
    }

    private void take() {
        called.set(false);
        for (Call<?> call = inbox.poll(); call != null; call = inbox.poll()) {
            if (closed) {
                call.failed(Failures.closed());
            } else if (!call.isDone()) {
                waiting.add(call);
            }
        }
        pump();
    }

    /** Sends what can be sent, opens what is worth it, and sees to it that somebody watches the time. */
    private void pump() {
        if (waiting.isEmpty()) {
            return;
        }
        long nowMillis = clock.millis();
        Keys signing = keys.at(nowMillis);
        long now = System.nanoTime();
        while (signing != null && !waiting.isEmpty()) {
            Wire wire = freshest(now);
            if (wire == null) {
                break;
            }
            Call<?> call = waiting.next();
            wire.send(call, text.of(call, signing, Math.floorDiv(nowMillis, 1000L), wire.allocator()), now);
        }
        grow(now);
        watch();
    }

    private @Nullable Wire freshest(long now) {
        Wire wire = kept.freshest();
        if (wire != null && now - wire.idleSinceNanos() > MAX_IDLE.toNanos()) {
            var _ = drop(wire);
            closeIdle(now);
            return null;
        }
        return wire;
    }

    private void closeIdle(long sinceNanos) {
        for (Wire wire : kept.idleSince(sinceNanos)) {
            var _ = drop(wire);
        }
    }

    private void grow(long now) {
        int worth = Math.min(cap, growth.target(overdue));
        int wanted = Math.min(AT_ONCE, waiting.size() - kept.idle());
        while (kept.opening() < wanted && kept.all().size() < worth && now - pausedUntilNanos >= 0) {
            InetSocketAddress address = addresses.next(now);
            if (address == null) {
                return;
            }
            var wire = new Wire(this, tls);
            kept.add(wire);
            dialer.dial(address, wire);
        }
    }

    /** Whether it is still wanted. */
    boolean opened(Wire wire) {
        if (!kept.holds(wire)) {
            return false;
        }
        kept.opened();
        failures = 0;
        return true;
    }

    /** What the wire carried has been answered; returns the call. */
    @Nullable
    Call<?> answered(Wire wire, boolean usable) {
        long now = System.nanoTime();
        growth.answered(now - wire.sentNanos(), now);
        if (!usable) {
            Call<?> call = drop(wire);
            pump();
            return call;
        }
        Call<?> call = wire.takeCall();
        free(wire);
        return call;
    }

    /** Is ready for a call. */
    void free(Wire wire) {
        kept.free(wire, System.nanoTime());
        pump();
    }

    /** The connection has ended, or could not be made. */
    void lost(Wire wire, Throwable cause) {
        boolean made = wire.isOpen();
        boolean dead = wire.mayHaveBeenDead();
        long idleSince = wire.idleSinceNanos();
        if (!kept.holds(wire)) {
            return;
        }
        Call<?> call = drop(wire);
        if (!made) {
            notMade(cause);
        } else if (call != null && dead && !call.isDone() && call.tryAgain()) {
            // Whatever broke it, a frozen environment most likely, broke those that were idle as long.
            closeIdle(idleSince);
            waiting.addAgain(call);
        } else if (call != null) {
            call.failed(Failures.of(cause));
        }
        pump();
    }

    /** Closes a connection for good; returns the call it carried. */
    @Nullable
    Call<?> drop(Wire wire) {
        if (!kept.holds(wire)) {
            return null;
        }
        kept.remove(wire);
        Call<?> call = wire.takeCall();
        wire.close();
        return call;
    }

    /** Two attempts in a row and nothing to send on: then everybody who waits is told. As long as some are open, they serve. */
    private void notMade(Throwable cause) {
        if (kept.open() > 0) {
            pausedUntilNanos = System.nanoTime() + PAUSE.toNanos();
            return;
        }
        failures++;
        if (failures >= 2) {
            failures = 0;
            waiting.failAll(Failures.of(cause));
        }
    }

    private void looked(@Nullable Throwable failure) {
        if (failure != null) {
            waiting.failAll(Failures.of(failure));
        }
        pump();
    }

    @Override
    public void ready() {
        pump();
    }

    @Override
    public void failed(Throwable failure) {
        waiting.failAll(failure);
    }

    private void watch() {
        if (!sweeping && (!waiting.isEmpty() || kept.all().size() > kept.idle())) {
            sweeping = true;
            var _ = loop.schedule(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void sweep() {
        sweeping = false;
        long now = System.nanoTime();
        List<Call<?>> late = waiting.late(now);
        overdue = 0;
        for (Wire wire : List.copyOf(kept.all())) {
            Call<?> call = wire.call();
            if (call != null && call.isLate(now)) {
                var _ = drop(wire);
                late.add(call);
            } else if (call != null && now - wire.sentNanos() > Growth.OVERDUE.toNanos()) {
                overdue++;
            }
        }
        late.forEach(call -> call.failed(call.late()));
        pump();
        watch();
    }

    Executor loop() {
        return loop;
    }

    /** For what has just been read. */
    byte[] scratch() {
        return scratch;
    }
}
