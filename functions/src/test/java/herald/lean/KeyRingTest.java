package herald.lean;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

@Timeout(60)
class KeyRingTest {

    private final EventLoopGroup loop = new NioEventLoopGroup(1);
    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private volatile Supplier<AwsCredentials> provider = () -> AwsBasicCredentials.create("first", "secret");
    private final KeyRing ring = new KeyRing(
            () -> {
                asked.incrementAndGet();
                assertThat(loop.next().inEventLoop()).isFalse();
                return provider.get();
            },
            new Errands(loop.next()),
            () -> Instant.ofEpochMilli(now.get()),
            failure -> told.add(failure == null ? "ready" : failure));

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5000);
    }

    @Test
    void keysComeFromAnotherThread() throws Exception {
        assertThat(at(0)).isNull();
        assertThat(told.take()).isEqualTo("ready");

        assertThat(at(1)).isEqualTo(new Keys("first", "secret", null));
        assertThat(asked).hasValue(1);
    }

    @Test
    void newKeysAreTakenUpWhileTheOldServe() throws Exception {
        assertThat(at(0)).isNull();
        assertThat(told.take()).isEqualTo("ready");
        provider = () -> AwsSessionCredentials.create("second", "secret", "token");

        assertThat(at(4_999)).isEqualTo(new Keys("first", "secret", null));
        assertThat(asked).hasValue(1);
        assertThat(at(5_000)).isEqualTo(new Keys("first", "secret", null));
        assertThat(told.take()).isEqualTo("ready");

        assertThat(at(5_001)).isEqualTo(new Keys("second", "secret", "token"));
    }

    @Test
    void expiredKeysDoNotServe() throws Exception {
        provider = () -> expiring(1_000);
        assertThat(at(0)).isNull();
        assertThat(told.take()).isEqualTo("ready");
        assertThat(at(999)).isNotNull();
        provider = () -> AwsBasicCredentials.create("second", "secret");

        assertThat(at(1_000)).isNull();
        assertThat(told.take()).isEqualTo("ready");

        assertThat(at(1_001)).isEqualTo(new Keys("second", "secret", null));
    }

    @Test
    void failureIsToldAndTheNextCallAsksAgain() throws Exception {
        provider = () -> {
            throw new IllegalStateException("no keys");
        };
        assertThat(at(0)).isNull();
        assertThat(told.take()).isInstanceOf(IllegalStateException.class);
        provider = () -> AwsBasicCredentials.create("second", "secret");

        assertThat(at(1)).isNull();
        assertThat(told.take()).isEqualTo("ready");
        assertThat(at(2)).isNotNull();
    }

    @Test
    void failedRefreshHurtsNobodyWhileTheKeysInHandServe() throws Exception {
        assertThat(at(0)).isNull();
        assertThat(told.take()).isEqualTo("ready");
        var failed = new CountDownLatch(1);
        provider = () -> {
            failed.countDown();
            throw new IllegalStateException("no new keys");
        };

        assertThat(at(5_000)).isNotNull();
        failed.await();
        provider = () -> AwsBasicCredentials.create("second", "secret");
        while (Objects.requireNonNull(at(10_000)).accessKey().equals("first")) {
            // What was told of the failure was told before what is told of this one.
            Thread.onSpinWait();
        }

        assertThat(told).containsExactly("ready");
    }

    @Test
    void keysThatHaveExpiredWhenTheyComeServeUntilTheProviderIsAskedAgain() throws Exception {
        provider = () -> expiring(500);
        assertThat(at(1_000)).isNull();
        assertThat(told.take()).isEqualTo("ready");

        assertThat(at(1_000)).isNotNull();
        assertThat(at(5_999)).isNotNull();
        assertThat(asked).hasValue(1);
        assertThat(at(6_000)).isNull();
        assertThat(told.take()).isEqualTo("ready");
        assertThat(asked).hasValue(2);
    }

    private static AwsCredentials expiring(long millis) {
        return AwsSessionCredentials.builder()
                .accessKeyId("first")
                .secretAccessKey("secret")
                .sessionToken("token")
                .expirationTime(Instant.ofEpochMilli(millis))
                .build();
    }

    private @Nullable Keys at(long millis) throws Exception {
        now.set(millis);
        Callable<@Nullable Keys> ask = () -> ring.at(millis);
        return loop.next().submit(ask).get(30, TimeUnit.SECONDS);
    }
}
