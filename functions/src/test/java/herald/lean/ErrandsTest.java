package herald.lean;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ErrandsTest {

    private final EventLoopGroup loop = new NioEventLoopGroup(1);
    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5000);
    }

    @Test
    void resultIsToldOnTheEventLoop() throws InterruptedException {
        new Errands(loop.next())
                .<String>run(
                        () -> "result",
                        (result, failure) -> told.add(result + " " + loop.next().inEventLoop()));

        assertThat(told.take()).isEqualTo("result true");
    }

    @Test
    void errorIsToldToo() throws InterruptedException {
        var error = new StackOverflowError();

        new Errands(loop.next())
                .run(
                        () -> {
                            throw error;
                        },
                        this::tell);

        assertThat(told.take()).isSameAs(error);
    }

    @Test
    void threadThatCannotStartIsToldToo() throws InterruptedException {
        var error = new OutOfMemoryError("unable to create native thread");

        new Errands(loop.next(), work -> new Thread(work) {
                    @Override
                    public void start() {
                        throw error;
                    }
                })
                .run(() -> "result", this::tell);

        assertThat(told.take()).isSameAs(error);
    }

    private void tell(@Nullable Object result, @Nullable Throwable failure) {
        told.add(failure == null ? "result" : failure);
    }
}
