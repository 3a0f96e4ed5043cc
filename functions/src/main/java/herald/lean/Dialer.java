package herald.lean;

import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Opens sockets. On the event loop only. */
final class Dialer {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final EventLoop loop;
    private final @Nullable Tls tls;

    /** @param tls if the endpoint speaks it */
    Dialer(EventLoop loop, @Nullable Tls tls) {
        this.loop = loop;
        this.tls = tls;
    }

    /**
     * A connection in the making, which tells its owner when it is open, perhaps before this returns, or after it that it
     * failed. Never throws: that there are no sockets, no memory or no TLS is a failure too.
     */
    void dial(InetSocketAddress address, Wire wire) {
        try {
            var channel = new WireChannel();
            try {
                open(channel, address, wire);
            } catch (Throwable failure) {
                channel.unsafe().closeForcibly();
                throw failure;
            }
        } catch (Throwable failure) {
            wire.failLater(failure);
        }
    }

    private void open(WireChannel channel, InetSocketAddress address, Wire wire) throws IOException {
        channel.config().setConnectTimeoutMillis((int) CONNECT.toMillis());
        if (tls != null) {
            channel.pipeline().addLast(tls.handler());
        }
        channel.pipeline().addLast(wire);
        ChannelFuture registered = loop.register(channel);
        if (!registered.isSuccess()) {
            throw new IOException("no socket", registered.cause());
        }
        var _ = channel.connect(address).addListener(wire);
    }
}
