package herald.posts;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One kept-alive connection to the API, which carries one call at a time. On the event loop only.
 *
 * <p>It is used again only when its answer was whole, allows it, came after the whole request had been written (or the
 * rest of the request would be taken for the next one), and nothing came behind it.
 */
final class Wire extends ChannelInboundHandlerAdapter {

    private final Wires wires;
    private final boolean tls;
    private final AnswerReader reader = new AnswerReader();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Call<?> call;
    private @Nullable ChannelFuture written;
    private @Nullable Throwable cause;
    private boolean open;
    private boolean used;
    private long sentNanos;
    private long idleSinceNanos;
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

    /** Whether a call sent on it may be sent again: it had carried others before and has heard nothing of this one. */
    boolean mayHaveBeenDead() {
        return used && !reader.started();
    }

    long sentNanos() {
        return sentNanos;
    }

    long idleSinceNanos() {
        return idleSinceNanos;
    }

    void idleSince(long nanos) {
        idleSinceNanos = nanos;
    }

    /** Its index among all wires. */
    int place() {
        return place;
    }

    void place(int index) {
        place = index;
    }

    /** The call it carries, which it carries no longer. */
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

    ByteBufAllocator allocator() {
        return context().alloc();
    }

    void send(Call<?> next, ByteBuf request, long nowNanos) {
        call = next;
        next.sentOn(this);
        sentNanos = nowNanos;
        written = context().writeAndFlush(request);
    }

    void close() {
        open = false;
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
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        var in = (ByteBuf) message;
        try {
            byte[] scratch = wires.scratch();
            while (call != null && in.isReadable()) {
                int size = Math.min(in.readableBytes(), scratch.length);
                in.readBytes(scratch, 0, size);
                int read = reader.read(scratch, 0, size);
                if (reader.done()) {
                    finish(read == size && !in.isReadable());
                    return;
                }
            }
            if (call == null) {
                var _ = wires.drop(this);
            }
        } catch (MalformedAnswer malformed) {
            Call<?> failed = wires.drop(this);
            if (failed != null) {
                failed.failed(Failures.of(malformed));
            }
        } finally {
            var _ = in.release();
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

    /** Of a connection that could not be made. */
    void failed(Throwable why) {
        cause = why;
        lost();
    }

    private void opened() {
        if (wires.opened(this)) {
            open = true;
            wires.free(this);
        }
    }

    private void lost() {
        Throwable why = cause;
        if (why == null && written != null) {
            why = written.cause();
        }
        wires.lost(this, why == null ? new IOException("the connection was closed before it was answered") : why);
    }

    private void finish(boolean clean) {
        Answer answer = reader.answer();
        boolean whole = written != null && written.isSuccess();
        written = null;
        used = true;
        Call<?> done = wires.answered(this, clean && whole && answer.keepsAlive());
        reader.reset();
        if (done != null) {
            done.answered(answer);
        }
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return context;
    }
}
