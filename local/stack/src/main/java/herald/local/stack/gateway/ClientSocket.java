package herald.local.stack.gateway;

import herald.local.stack.feed.Sight;
import herald.local.stack.meter.UsageEvent;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An open connection, from its 101 on. Thread-safe: what is asked for from other threads is done on the connection's
 * event loop, in the order in which it was asked for.
 */
final class ClientSocket {

    /** The fate of a text for the client. */
    enum Posted {
        /** It will be sent after all that was posted before. */
        QUEUED,
        /** The connection is closed or closing. */
        GONE,
        /** Too much waits for a client that does not read. */
        BUFFER_FULL
    }

    private final Caller caller;
    private final Channel channel;
    private final boolean deflating;
    private final Consumer<UsageEvent> usage;
    private final AtomicReference<@Nullable CloseCode> ending = new AtomicReference<>();
    private final AtomicInteger waitingBytes = new AtomicInteger();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile Instant lastActiveAt;
    private volatile @Nullable Future<?> timer;

    /** @param usage told of every message and of the end */
    ClientSocket(Caller caller, Channel channel, boolean deflating, Consumer<UsageEvent> usage) {
        this.usage = usage;
        this.caller = caller;
        this.channel = channel;
        this.deflating = deflating;
        this.lastActiveAt = caller.connectedAt();
    }

    Caller caller() {
        return caller;
    }

    String id() {
        return caller.connectionId();
    }

    Channel channel() {
        return channel;
    }

    boolean deflating() {
        return deflating;
    }

    Instant lastActiveAt() {
        return lastActiveAt;
    }

    boolean open() {
        return ending.get() == null && channel.isActive();
    }

    void touch(Instant now) {
        lastActiveAt = now;
    }

    void countReceived(String message) {
        received.incrementAndGet();
        usage.accept(new UsageEvent.MessageReceived(
                caller.stage().api().id(), caller.stage().name(), message.getBytes(StandardCharsets.UTF_8).length));
    }

    /** Queues a text; never waits. */
    Posted post(byte[] text, Instant now) {
        if (!open()) {
            return Posted.GONE;
        }
        int weight = text.length + GatewayLimits.FRAME_OVERHEAD_BYTES;
        if (!reserve(weight)) {
            return Posted.BUFFER_FULL;
        }
        touch(now);
        usage.accept(new UsageEvent.MessageSent(
                caller.stage().api().id(), caller.stage().name(), text.length));
        channel.eventLoop().execute(() -> write(text, weight));
        return Posted.QUEUED;
    }

    private boolean reserve(int weight) {
        int before = waitingBytes.getAndAdd(weight);
        // An empty buffer takes any post, so that the limit never forbids a message that AWS allows.
        if (before > 0 && before + weight > GatewayLimits.WAITING_BYTES) {
            waitingBytes.addAndGet(-weight);
            return false;
        }
        return true;
    }

    private void write(byte[] text, int weight) {
        List<WebSocketFrame> frames = FrameCutter.frames(text, deflating);
        for (WebSocketFrame frame : frames.subList(0, frames.size() - 1)) {
            channel.write(frame).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
        sent.incrementAndGet();
        ChannelFuture last = channel.writeAndFlush(frames.getLast());
        last.addListener(done -> waitingBytes.addAndGet(-weight));
    }

    /**
     * Says goodbye: from now on the connection is gone for posts. What was queued is sent, then the close frame; a
     * client that does not answer it is cut off.
     *
     * @return false if it was ending already
     */
    boolean end(CloseCode code) {
        if (!ending.compareAndSet(null, code)) {
            return false;
        }
        stopTimer();
        channel.eventLoop().execute(() -> {
            channel.writeAndFlush(code.frame()).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            cutLater();
        });
        return true;
    }

    /** Cuts the connection with no goodbye to the client, and {@code $disconnect} is not told either. */
    void drop() {
        if (ending.compareAndSet(null, CloseCode.DROPPED)) {
            stopTimer();
            cut();
        }
    }

    /** The client sent its close frame: the last word, to which the first is the answer. */
    void endByClient(CloseCode code) {
        if (ending.compareAndSet(null, code)) {
            stopTimer();
            channel.writeAndFlush(code.frame()).addListener(ChannelFutureListener.CLOSE);
            cutLater();
        } else {
            cut();
        }
    }

    /** The channel is closed. @return how it ended, {@link CloseCode#VANISHED} if nobody said goodbye */
    CloseCode ended() {
        stopTimer();
        usage.accept(new UsageEvent.Disconnected(id()));
        CloseCode earlier = ending.compareAndExchange(null, CloseCode.VANISHED);
        return earlier == null ? CloseCode.VANISHED : earlier;
    }

    /** Returns a future that completes when the channel is closed and all who need to know of it have been told. */
    CompletableFuture<Void> over() {
        return over;
    }

    private void cutLater() {
        var unusedTimer =
                channel.eventLoop().schedule(this::cut, GatewayLimits.CLOSE_GRACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void cut() {
        var unusedClose = channel.close();
    }

    /** Takes over the timer that ends the connection in time. */
    void timer(Future<?> next) {
        timer = next;
    }

    private void stopTimer() {
        Future<?> running = timer;
        if (running != null) {
            running.cancel(false);
        }
    }

    Sight.OpenConnection sight() {
        String userAgent = caller.origin().userAgent();
        return new Sight.OpenConnection(
                caller.connectionId(),
                caller.stage().api().id(),
                caller.stage().name(),
                caller.connectedAt(),
                lastActiveAt,
                caller.origin().sourceIp(),
                userAgent == null ? "" : userAgent,
                received.get(),
                sent.get());
    }
}
