package herald.lean;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EndpointAddressesTest {

    private static final String NONE = "none";
    private static final String FOUND = "found";

    private final EventLoopGroup loop = new NioEventLoopGroup(1);
    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong now = new AtomicLong(1_000_000);
    private volatile @Nullable String address = "192.0.2.1";
    private final EndpointAddresses addresses = new EndpointAddresses(
            Endpoint.of(URI.create("https://api.example.com/prod")),
            this::lookUp,
            new Errands(loop.next()),
            () -> Instant.ofEpochMilli(now.get()),
            failure -> told.add(failure == null ? FOUND : failure));

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5000);
    }

    @Test
    void addressIsLookedUpOnce() throws Exception {
        assertThat(next(0)).isEqualTo(NONE);
        assertThat(told.take()).isEqualTo(FOUND);

        assertThat(next(0)).isEqualTo("192.0.2.1");
        assertThat(next(30_000)).isEqualTo("192.0.2.1");
        assertThat(asked).hasValue(1);
    }

    @Test
    void oldAddressServesUntilTheNewIsThere() throws Exception {
        find();
        address = "192.0.2.2";

        assertThat(next(31_000)).isEqualTo("192.0.2.1");
        assertThat(told.take()).isEqualTo(FOUND);

        assertThat(next(0)).isEqualTo("192.0.2.2");
    }

    @Test
    void addressOfBeforeALongFreezeIsNotUsed() throws Exception {
        find();
        address = "192.0.2.2";

        assertThat(next(61_000)).isEqualTo(NONE);
        assertThat(told.take()).isEqualTo(FOUND);

        assertThat(next(0)).isEqualTo("192.0.2.2");
    }

    @Test
    void staleAddressIsBetterThanNone() throws Exception {
        find();
        address = null;

        assertThat(next(61_000)).isEqualTo(NONE);
        assertThat(told.take()).isEqualTo(FOUND);

        assertThat(next(0)).isEqualTo("192.0.2.1");
    }

    @Test
    void failureIsToldWhenThereIsNone() throws Exception {
        address = null;

        assertThat(next(0)).isEqualTo(NONE);

        assertThat(told.take()).isInstanceOf(UnknownHostException.class);
    }

    private void find() throws Exception {
        assertThat(next(0)).isEqualTo(NONE);
        assertThat(told.take()).isEqualTo(FOUND);
    }

    private InetAddress[] lookUp() throws UnknownHostException {
        asked.incrementAndGet();
        String there = address;
        if (there == null) {
            throw new UnknownHostException("api.example.com");
        }
        return new InetAddress[] {InetAddress.ofLiteral(there)};
    }

    private String next(long millisLater) throws Exception {
        long millis = now.addAndGet(millisLater);
        Callable<String> ask = () -> {
            InetSocketAddress next = addresses.next(millis);
            return next == null ? NONE : next.getAddress().getHostAddress();
        };
        return loop.next().submit(ask).get(30, TimeUnit.SECONDS);
    }
}
