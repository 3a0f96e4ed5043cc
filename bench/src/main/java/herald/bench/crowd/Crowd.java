package herald.bench.crowd;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A program that holds many connections on one thread and says what they got.
 *
 * <p>{@code Crowd SPEECH URL SIZE} prints {@code connected SIZE} when all have joined. Then, by lines on standard input:
 * {@code round FIRST MESSAGES} is answered {@code ready}, {@code settle SECONDS} by a {@link CrowdReport} when all has come
 * or that time has passed. Ends with its standard input, closing its connections.
 */
public final class Crowd {

    /** Handshakes under way at one time. */
    private static final int CONNECTING = 32;

    private static final int LARGEST_FRAME = 1 << 18;
    private static final long PATIENCE_SECONDS = 120;

    private final Speech speech;
    private final URI url;
    private final int size;
    private final NioEventLoopGroup group = new NioEventLoopGroup(1);
    private final EventLoop loop = group.next();
    private final List<Channel> channels = new ArrayList<>();
    // These two belong to the loop.
    private Ledger ledger;
    private int closed;

    private Crowd(Speech speech, URI url, int size) {
        this.speech = speech;
        this.url = url;
        this.size = size;
        this.ledger = new Ledger(0, 0, size);
    }

    public static void main(String[] arguments) throws Exception {
        var crowd = new Crowd(Speech.valueOf(arguments[0]), URI.create(arguments[1]), Integer.parseInt(arguments[2]));
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            crowd.connect();
            System.out.println("connected " + crowd.size);
            crowd.obey(in);
        } finally {
            crowd.leave();
        }
    }

    private void connect() throws InterruptedException, TimeoutException {
        var connecting = new Semaphore(CONNECTING);
        List<CompletableFuture<Void>> joins = new ArrayList<>();
        for (int number = 0; number < size; number++) {
            if (!connecting.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new TimeoutException("no handshake was answered for " + PATIENCE_SECONDS + " s");
            }
            joins.add(join(new Member(number, speech, this)).whenComplete((done, failed) -> connecting.release()));
        }
        CompletableFuture.allOf(joins.toArray(CompletableFuture[]::new))
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private CompletableFuture<Void> join(Member member) {
        var handshake = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(url)
                .version(WebSocketVersion.V13)
                .subprotocol(speech.subprotocol())
                .maxFramePayloadLength(LARGEST_FRAME)
                .handshakeTimeoutMillis(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))
                .build();
        var opening = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpClientCodec(),
                                        new HttpObjectAggregator(LARGEST_FRAME),
                                        new WebSocketClientProtocolHandler(handshake),
                                        new WebSocketFrameAggregator(LARGEST_FRAME),
                                        member);
                    }
                })
                .connect(url.getHost(), url.getPort());
        opening.addListener(opened -> {
            if (!opened.isSuccess()) {
                member.joined().completeExceptionally(opened.cause());
            }
        });
        channels.add(opening.channel());
        return member.joined();
    }

    private void obey(BufferedReader in) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "round" -> {
                    begin(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
                    System.out.println("ready");
                }
                case "settle" ->
                    System.out.println(settled(Long.parseLong(words[1])).line());
                default -> throw new IOException("no such order: " + line);
            }
        }
    }

    private void begin(int first, int messages) {
        onLoop(() -> ledger = new Ledger(first, messages, size));
    }

    private CrowdReport settled(long seconds) {
        onLoop(() -> ledger)
                .complete()
                .completeOnTimeout(null, seconds, TimeUnit.SECONDS)
                .join();
        return onLoop(() -> ledger.report(closed));
    }

    private <T> T onLoop(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, loop).join();
    }

    void received(int member, Mark mark, long nowMicros) {
        ledger.received(member, mark, nowMicros);
    }

    void closed() {
        closed++;
    }

    private void leave() throws InterruptedException {
        for (Channel channel : channels) {
            ChannelFuture _ = channel.close();
        }
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).await(3, TimeUnit.SECONDS);
    }
}
