package herald.lean;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One kept-alive connection to the API, which carries one call at a time. On the event loop only.
 *
 * <p>It is used again only when its answer was whole, allows it, came after the whole request had been written (or the
 * rest of the request would be taken for the next one), and nothing came behind it in the same turn of reading.
 */
final class Wire extends ChannelInboundHandlerAdapter implements ChannelFutureListener {

    /** A connection that has been idle for longer may have been closed without our knowing, though none ever was before. */
    private static final Duration WAITED = Duration.ofMillis(100);

    /** The time for an answer that has come in spite of a request that could not be written. */
    private static final Duration GRACE = Duration.ofMillis(100);

    private final Wires wires;
    private final boolean tls;
    private final HttpAnswerReader reader = new HttpAnswerReader();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Call<?> call;
    private @Nullable ChannelFuture written;
    private @Nullable Throwable cause;
    private boolean open;
    private boolean used;
    private boolean waited;
    private boolean answered;
    private boolean broken;
    private long brokenNanos;
    private long sentNanos;
    private int looks;
    private long idleSinceNanos;
    private long idleSinceMillis;
    private int place;

    Wire(Wires wires, boolean tls) {
        this.wires = wires;
        this.tls = tls;
    }

    boolean isOpen() {
        return open;
    }

    boolean isBusy() {
        return call != null;
    }

    /**
     * Returns whether it may have ended before it was used this time, so that what was sent on it may be sent again: it had carried
     * others before or been idle for a while, and has heard nothing of this one.
     */
    boolean mayHaveBeenDead() {
        return (call == null || used || waited) && !reader.started();
    }

    /** Returns whether its request could not be written, and the time for an answer in spite of that is over. */
    boolean isBroken(long nowNanos) {
        if (written == null || written.cause() == null) {
            return false;
        }
        if (!broken) {
            broken = true;
            brokenNanos = nowNanos;
        }
        return nowNanos - brokenNanos > GRACE.toNanos();
    }

    /** Counts one more look at its call; returns how many it has seen. */
    int look() {
        return ++looks;
    }

    long idleSinceNanos() {
        return idleSinceNanos;
    }

    /** Returns whether it is by either clock: the one may stand still while an environment is frozen, the other may be set. */
    boolean isIdleFor(Duration time, long nowNanos, long nowMillis) {
        return nowNanos - idleSinceNanos > time.toNanos() || nowMillis - idleSinceMillis > time.toMillis();
    }

    void idleSince(long nanos, long millis) {
        idleSinceNanos = nanos;
        idleSinceMillis = millis;
    }

    /** Its index among all wires. */
    int place() {
        return place;
    }

    void place(int index) {
        place = index;
    }

    /** Takes from it the call that it carries. */
    @Nullable
    Call<?> takeCall() {
        Call<?> taken = call;
        call = null;
        if (taken != null) {
            taken.sentOn(null);
        }
        return taken;
    }

    @Nullable
    Call<?> call() {
        return call;
    }

    void send(Call<?> next, byte[] request, long nowNanos) {
        call = next;
        next.sentOn(this);
        waited = nowNanos - idleSinceNanos > WAITED.toNanos();
        sentNanos = nowNanos;
        looks = 0;
        written = context().writeAndFlush(Unpooled.wrappedBuffer(request));
    }

    void close() {
        open = false;
        answered = false;
        if (context != null) {
            var _ = context.close();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        if (!tls) {
            opened();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext told, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                opened();
            } else {
                cause = handshake.cause();
            }
        } else if (event instanceof SslCloseCompletionEvent) {
            // The other side will say no more, and need not close the socket to say so.
            var _ = told.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        var in = (ByteBuf) message;
        try {
            if (call == null) {
                var _ = wires.end(this);
                return;
            }
            byte[] scratch = wires.scratch();
            while (in.isReadable()) {
                int size = Math.min(in.readableBytes(), scratch.length);
                in.readBytes(scratch, 0, size);
                int read = reader.read(scratch, 0, size);
                if (reader.done()) {
                    finish(read == size && !in.isReadable());
                    return;
                }
            }
        } catch (MalformedAnswer malformed) {
            Call<?> failed = wires.end(this);
            if (failed != null) {
                failed.failed(NoAnswer.of(malformed));
            }
        } finally {
            var _ = in.release();
        }
    }

    /** Nothing came behind the answer. */
    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        if (answered) {
            answered = false;
            wires.free(this);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext gone) {
        reader.ended();
        if (call != null && reader.done()) {
            finish(false);
        } else {
            lost();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable thrown) {
        if (cause == null) {
            cause = thrown;
        }
        var _ = from.close();
    }

    /** The end of the attempt to connect. */
    @Override
    public void operationComplete(ChannelFuture connected) {
        Throwable why = connected.cause();
        if (why != null) {
            failLater(why);
        }
    }

    /** The connection could not be made; told by a task of its own, as whoever wants it is not to hear of its end while he makes it. */
    void failLater(Throwable why) {
        cause = why;
        wires.loop().execute(this::lost);
    }

    void lost() {
        Throwable why = cause;
        if (why == null && written != null) {
            why = written.cause();
        }
        wires.lost(this, why == null ? new IOException("the connection was closed before it was answered") : why);
    }

    private void opened() {
        if (wires.opened(this)) {
            open = true;
            wires.free(this);
        }
    }

    private void finish(boolean clean) {
        ApiAnswer answer = reader.answer();
        Call<?> done = takeCall();
        answered = clean && written != null && written.isSuccess() && answer.keepsAlive();
        written = null;
        used = true;
        reader.reset();
        try {
            wires.answered(sentNanos);
            if (!answered) {
                var _ = wires.end(this);
            }
        } finally {
            if (done != null) {
                done.answered(answer);
            }
        }
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return context;
    }
}
