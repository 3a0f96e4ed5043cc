package herald.posts;

import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Opens sockets. On the event loop only. */
final class Dialer {

    /** What is read at once; an answer of the management API is a few hundred bytes. */
    static final int READ = 4096;

    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final EventLoop loop;
    private final @Nullable Tls tls;

    /** @param tls if the endpoint speaks it */
    Dialer(EventLoop loop, @Nullable Tls tls) {
        this.loop = loop;
        this.tls = tls;
    }

    /** A connection in the making, which tells its owner when it is open or that it failed. */
    void dial(InetSocketAddress address, Wire wire) {
        var channel = new NioSocketChannel();
        channel.config().setTcpNoDelay(true).setConnectTimeoutMillis((int) CONNECT.toMillis());
        channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(READ));
        // A write that fails must not lose an answer that has arrived: the server may have refused before the body's
        // end.
        channel.config().setOption(ChannelOption.AUTO_CLOSE, false);
        if (tls != null) {
            channel.pipeline().addLast(tls.handler());
        }
        channel.pipeline().addLast(wire);
        var registered = loop.register(channel);
        if (!registered.isSuccess()) {
            wire.failed(new IOException("no socket", registered.cause()));
            return;
        }
        var _ = channel.connect(address).addListener(connected -> {
            if (!connected.isSuccess()) {
                wire.failed(connected.cause());
            }
        });
    }
}
