package herald.local.stack.services;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Stands on a loopback port before a service that functions call. A call that every {@link Gate} lets through is passed
 * on, a {@link CallSight} looking on. Each connection of a function has one to the service. Thread-safe; only
 * {@link #start} and {@link #close} wait.
 */
public final class ServiceFront implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final int HTTP_PORT = 80;

    private final URI service;
    private final EventLoopGroup loop;
    private final Channel listening;

    private ServiceFront(URI service, EventLoopGroup loop, Channel listening) {
        this.service = service;
        this.loop = loop;
        this.listening = listening;
    }

    /**
     * Starts one on any free port.
     *
     * @param endpoint of the service, plain HTTP; need not answer yet
     * @param gates asked in their order until one refuses
     * @throws IOException if it can't listen
     */
    public static ServiceFront start(Service service, URI endpoint, List<Gate> gates, CallSight sight)
            throws IOException {
        return start(service, 0, endpoint, new Onlookers(gates, sight));
    }

    /** The gates that decide about calls, in their order, and the sight of those that are let through. */
    public record Onlookers(List<Gate> gates, CallSight sight) {

        public Onlookers {
            gates = List.copyOf(gates);
        }
    }

    /** Starts as the other {@code start} does, on this port. */
    public static ServiceFront start(Service service, int listenOn, URI endpoint, Onlookers onlookers)
            throws IOException {
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
                1,
                new DefaultThreadFactory("front-" + service.name().toLowerCase(Locale.ROOT)),
                NioIoHandler.newFactory());
        int port = endpoint.getPort() == -1 ? HTTP_PORT : endpoint.getPort();
        Bootstrap toService = new Bootstrap()
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .remoteAddress(endpoint.getHost(), port);
        var binding = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpServerCodec(),
                                        new HttpObjectAggregator(FrontedCalls.MOST_BYTES),
                                        new FrontedCalls(service, onlookers.gates(), onlookers.sight(), toService));
                    }
                })
                .bind(HOST, listenOn)
                .awaitUninterruptibly();
        if (!binding.isSuccess()) {
            var unusedEnd = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new IOException(binding.cause());
        }
        return new ServiceFront(endpoint, loop, binding.channel());
    }

    /** Returns what functions are to use in place of the service's endpoint; with the same path. */
    public URI endpoint() {
        int port = ((InetSocketAddress) listening.localAddress()).getPort();
        String path = service.getRawPath() == null ? "" : service.getRawPath();
        return URI.create("http://" + HOST + ":" + port + path);
    }

    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        var unusedEnd = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
