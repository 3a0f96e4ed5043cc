package herald.lean;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The connections to the API, and the calls that wait for one. The latest used is used next, so that what is not needed
 * grows old; new ones are opened as {@link OpeningPolicy} says, few at a time.
 *
 * <p>{@link #submit}, {@link #giveUp} and {@link #close} are thread-safe; everything else happens on the event loop. What a
 * post needs is made of classes and not of lambdas, each of which has to be made anew in a fresh process.
 */
final class Wires {

    /**
     * A connection that has been idle for longer is hardly alive: load balancers close it after a minute (AWS docs, "Connection
     * idle timeout" of Application Load Balancers).
     */
    private static final Duration MAX_IDLE = Duration.ofSeconds(50);

    private final EventLoop loop;
    private final InstantSource clock;
    private final Dialer dialer;
    private final boolean tls;
    private final KeyRing keys;
    private final EndpointAddresses addresses;
    private final Growth growth;
    private final OpeningPolicy policy;
    private final RequestText text;
    private final Inbox inbox;
    private final WaitingCalls waiting = new WaitingCalls();
    private final WirePool pool = new WirePool();
    private final DeadlineWatch watch;
    private final Turn turn;
    private final byte[] scratch = new byte[WireChannel.READ];
    private boolean pumping;
    private boolean closed;

    Wires(Endpoint endpoint, LeanManagementApi.Settings settings, InstantSource clock) {
        this.loop = settings.eventLoop();
        this.clock = clock;
        this.tls = endpoint.tls();
        this.dialer = new Dialer(loop, tls ? new Tls(endpoint, settings.tls()) : null);
        var errands = new Errands(loop);
        this.keys = new KeyRing(settings.credentials(), errands, clock, this::keyed);
        this.addresses = new EndpointAddresses(endpoint, errands, clock, this::looked);
        this.growth = new Growth(tls ? Growth.FIRST_OF_TLS : Growth.FIRST);
        this.policy = new OpeningPolicy(pool, settings.connections(), addresses, growth);
        this.text = new RequestText(endpoint, settings.region());
        this.inbox = new Inbox(loop, this);
        this.watch = new DeadlineWatch(loop, this, waiting, pool);
        this.turn = new Turn(loop);
    }

    /** Sends for what the first call needs, before there is one. */
    void begin() {
        var _ = tell(() -> {
            long now = clock.millis();
            var _ = keys.at(now);
            var _ = addresses.next(now);
        });
    }

    void submit(Call<?> call) {
        inbox.add(call);
    }

    /** The caller has completed a call itself. */
    void giveUp(Call<?> call) {
        var _ = tell(() -> {
            Wire wire = call.wire();
            if (wire == null) {
                waiting.remove(call);
            } else {
                var _ = end(wire);
            }
        });
    }

    void close() {
        var _ = tell(() -> {
            closed = true;
            waiting.failAll(NoAnswer.closed());
            for (Wire wire : List.copyOf(pool.all())) {
                Call<?> call = drop(wire);
                if (call != null) {
                    call.failed(NoAnswer.closed());
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

    /** Takes a call from the inbox; {@link #pump} is to follow. */
    void take(Call<?> call) {
        if (closed) {
            call.failed(NoAnswer.closed());
        } else if (!call.isDone()) {
            waiting.add(call);
        }
    }

    /**
     * Sends what can be sent, opens what is worth it, one after the other, as each may be open or have failed at once, and
     * sees to it that somebody watches the time. Whoever comes here from within leaves it to the one who is here.
     */
    void pump() {
        if (pumping || waiting.isEmpty()) {
            return;
        }
        pumping = true;
        try {
            long nowMillis = clock.millis();
            long now = System.nanoTime();
            Keys signing = keys.at(nowMillis);
            InetSocketAddress address;
            do {
                if (signing != null) {
                    send(signing, nowMillis);
                }
                address = policy.next(waiting.size(), watch.overdue(), now, nowMillis);
                if (address != null) {
                    open(address);
                }
            } while (address != null);
        } finally {
            pumping = false;
            watch.watch();
        }
    }

    private void send(Keys signing, long nowMillis) {
        while (!waiting.isEmpty()) {
            // For each anew: in a cold start a request takes milliseconds to make.
            long now = System.nanoTime();
            Wire wire = freshest(now, nowMillis);
            if (wire == null) {
                return;
            }
            Call<?> call = waiting.next();
            try {
                wire.send(call, text.of(call, signing, Math.floorDiv(nowMillis, 1000L)), now);
            } catch (Throwable failure) {
                // Memory, most likely. Nobody else is to suffer from it.
                var _ = drop(wire);
                call.failed(NoAnswer.of(failure));
            }
        }
    }

    private @Nullable Wire freshest(long now, long nowMillis) {
        Wire wire = pool.freshest();
        if (wire != null && wire.isIdleFor(MAX_IDLE, now, nowMillis)) {
            var _ = drop(wire);
            closeIdle(now);
            return null;
        }
        return wire;
    }

    private void closeIdle(long sinceNanos) {
        for (Wire wire : pool.idleSince(sinceNanos)) {
            var _ = drop(wire);
        }
    }

    private void open(InetSocketAddress address) {
        var wire = new Wire(this, tls);
        pool.add(wire);
        dialer.dial(address, wire);
    }

    /** A connection is open; returns whether it is still wanted. */
    boolean opened(Wire wire) {
        if (!pool.holds(wire)) {
            return false;
        }
        pool.opened();
        policy.opened();
        return true;
    }

    /** An answer to what was sent at that time has been read. */
    void answered(long sentNanos) {
        long now = System.nanoTime();
        growth.answered(now - sentNanos, turn.sinceNanos(now) - sentNanos, now);
    }

    /** The connection is ready for a call. */
    void free(Wire wire) {
        pool.free(wire, System.nanoTime(), clock.millis());
        pump();
    }

    /** The connection has ended, or could not be made. */
    void lost(Wire wire, Throwable cause) {
        if (!pool.holds(wire)) {
            return;
        }
        boolean made = wire.isOpen();
        boolean dead = made && wire.mayHaveBeenDead();
        long idleSince = wire.idleSinceNanos();
        Call<?> call = drop(wire);
        if (dead) {
            // Whatever broke it, a frozen environment most likely, broke those that were idle as long.
            closeIdle(idleSince);
        }
        if (!made && policy.failed(System.nanoTime())) {
            waiting.failAll(NoAnswer.of(cause));
        } else if (call != null && dead && !call.isDone() && call.tryAgain()) {
            waiting.addAgain(call);
        } else if (call != null) {
            call.failed(NoAnswer.of(cause));
        }
        pump();
    }

    /** Closes a connection for good, and lets another take its place; returns the call it carried. */
    @Nullable
    Call<?> end(Wire wire) {
        Call<?> call = drop(wire);
        pump();
        return call;
    }

    /** Closes a connection for good; {@link #pump} is to follow. Returns the call it carried. */
    @Nullable
    Call<?> drop(Wire wire) {
        if (!pool.holds(wire)) {
            return null;
        }
        pool.remove(wire);
        Call<?> call = wire.takeCall();
        wire.close();
        return call;
    }

    private void looked(@Nullable Throwable failure) {
        if (failure != null) {
            waiting.failAll(NoAnswer.of(failure));
        }
        pump();
    }

    private void keyed(@Nullable Throwable failure) {
        if (failure != null) {
            waiting.failAll(failure);
        }
        pump();
    }

    EventLoop loop() {
        return loop;
    }

    /** An array for what has just been read, the same for all. */
    byte[] scratch() {
        return scratch;
    }
}
