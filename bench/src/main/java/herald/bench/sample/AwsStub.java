package herald.bench.sample;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A program that is as much of API Gateway, DynamoDB and SQS as a fan-out needs, on one thread. Prints {@code port N}. By
 * lines: a {@link Scene} begins it anew and is answered {@code ok}; {@code report} is answered by a {@link SceneReport};
 * {@code take} by {@code message BASE64} of the delivery queue, or {@code none}. Ends with its standard input.
 */
final class AwsStub {

    private static final int LARGEST = 1 << 21;
    private static final int BACKLOG = 4096;

    private final NioEventLoopGroup group = new NioEventLoopGroup(1);
    private final EventLoop loop = group.next();
    // Belongs to the loop.
    private Play play = new Play(Scene.healthy(0));

    private AwsStub() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var stub = new AwsStub();
        System.out.println("port " + stub.listen(Long.parseLong(arguments[0])));
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(stub.answer(line));
        }
        System.exit(0);
    }

    private int listen(long delayMillis) throws InterruptedException {
        Channel server = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpServerCodec(),
                                        new HttpObjectAggregator(LARGEST),
                                        new AwsCalls(() -> play, delayMillis));
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    private String answer(String line) {
        return switch (line.split(" ", 2)[0]) {
            case "scene" ->
                onLoop(() -> {
                    play = new Play(Scene.parse(line));
                    return "ok";
                });
            case "report" -> onLoop(() -> play.report().line());
            case "take" ->
                onLoop(() -> {
                    String body = play.queue().poll();
                    return body == null
                            ? "none"
                            : "message " + Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8));
                });
            default -> "no such order";
        };
    }

    private String onLoop(Supplier<String> question) {
        return CompletableFuture.supplyAsync(question, loop).join();
    }
}
