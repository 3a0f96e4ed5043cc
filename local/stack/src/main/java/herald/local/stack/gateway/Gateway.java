package herald.local.stack.gateway;

import herald.local.stack.access.Access;
import herald.local.stack.feed.Sight;
import herald.local.stack.lambda.Functions;
import herald.local.stack.surroundings.Surroundings;
import herald.local.template.spec.Template;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The WebSocket front: what API Gateway is to clients ({@code ws://host:port/{stage}}) and to functions
 * ({@code http://host:port/{stage}/@connections/{connectionId}}), for all APIs and stages of a template, with plain
 * pages beside them on the same port, so that a browser which was told to trust it for the page trusts it for the
 * WebSocket too. Listens on 127.0.0.1 only. Thread-safe; nothing but {@link #start} and
 * {@link #close} waits.
 */
public final class Gateway implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final EventLoopGroup loops;
    private final Channel listening;
    private final OpenSockets sockets;
    private final Disconnects disconnects;
    private final AtomicBoolean closing = new AtomicBoolean();

    /**
     * The parts of the stack that the gateway works with.
     *
     * @param functions what routes and authorizers invoke; not closed by the gateway, and needed until it is closed
     * @param access decides who may post
     * @param certificate the whole port speaks TLS with it; plain HTTP, if empty
     */
    public record Neighbours(Functions functions, WebPages pages, Access access, Optional<SelfSigned> certificate) {}

    private Gateway(EventLoopGroup loops, Channel listening, FrontParts front) {
        this.loops = loops;
        this.listening = listening;
        this.sockets = front.sockets();
        this.disconnects = front.disconnects();
    }

    /**
     * Starts to listen.
     *
     * @param around its clock, too, is needed until the gateway is closed
     * @throws UncheckedIOException if the port can't be had; its cause is a {@link java.net.BindException}
     * @throws herald.local.template.spec.TemplateRefusal if a route selection expression can't be understood
     */
    public static Gateway start(
            GatewaySettings settings, Template template, Neighbours neighbours, Surroundings around) {
        return start(
                settings,
                new FrontParts(settings, Assumptions.defaults(), template, neighbours, around),
                neighbours.certificate());
    }

    static Gateway start(GatewaySettings settings, FrontParts front, Optional<SelfSigned> certificate) {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
                GatewayLimits.EVENT_LOOPS, new DefaultThreadFactory("gateway"), NioIoHandler.newFactory());
        try {
            return new Gateway(loops, listen(loops, settings.port(), pipeline(front, certificate)), front);
        } catch (IOException unavailable) {
            var unusedEnd = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new UncheckedIOException(
                    "The WebSocket front can't listen on port " + settings.port() + ": " + unavailable.getMessage(),
                    unavailable);
        }
    }

    private static ChannelInitializer<Channel> pipeline(FrontParts front, Optional<SelfSigned> certificate) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                certificate.ifPresent(
                        own -> channel.pipeline().addLast(own.context().newHandler(channel.alloc())));
                channel.pipeline().addLast(codec(), new HttpFront(front));
            }
        };
    }

    private static Channel listen(EventLoopGroup loops, int port, ChannelInitializer<Channel> pipeline)
            throws IOException {
        var binding = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, GatewayLimits.BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(pipeline)
                .bind(HOST, port)
                .awaitUninterruptibly();
        if (binding.cause() instanceof IOException failure) {
            throw failure;
        }
        if (!binding.isSuccess()) {
            throw new IOException(binding.cause());
        }
        return binding.channel();
    }

    /** A line may be longer than a URL may, so that too long a URL is answered and not cut. */
    private static HttpServerCodec codec() {
        return new HttpServerCodec(new HttpDecoderConfig()
                .setMaxInitialLineLength(4 * GatewayLimits.URL_CHARACTERS)
                .setMaxHeaderSize(GatewayLimits.HEADER_BYTES)
                .setMaxChunkSize(GatewayLimits.FRAME_BYTES));
    }

    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Returns the open connections of all stages, in no order. */
    public List<Sight.OpenConnection> connections() {
        return sockets.all().stream()
                .filter(ClientSocket::open)
                .map(ClientSocket::sight)
                .toList();
    }

    /**
     * Closes all connections with 1001 and waits, for some seconds at most, for their clients and for the
     * {@code $disconnect} handlers; what is late is cut off. Does nothing the second time.
     */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        listening.close().awaitUninterruptibly();
        List<ClientSocket> open = List.copyOf(sockets.all());
        open.forEach(socket -> socket.end(CloseCode.GOING_AWAY));
        var unusedEnds = CompletableFuture.allOf(
                        open.stream().map(ClientSocket::over).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, GatewayLimits.SHUTDOWN_GRACE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        disconnects.stop(GatewayLimits.SHUTDOWN_GRACE);
        var unusedLoops = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
