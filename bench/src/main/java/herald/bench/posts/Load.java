package herald.bench.posts;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;

/**
 * Posts as a fan-out does: so many in flight, the next when one is answered; one frame to a thousand connections, then
 * another frame. A failed post is counted, and the first is shown.
 */
final class Load {

    /** The end of a load. */
    record Stint(long posts, long nanos, long failed) {}

    private static final int AUDIENCE = 1000;
    private static final int ID_BYTES = 11;

    private final ApiGatewayManagementApiAsyncClient api;
    private final int inFlight;
    private final String[] connections = new String[AUDIENCE];
    private long publications;

    Load(ApiGatewayManagementApiAsyncClient api, int inFlight) {
        this.api = api;
        this.inFlight = inFlight;
        for (int number = 0; number < AUDIENCE; number++) {
            byte[] id = new byte[ID_BYTES];
            for (int at = 0; at < ID_BYTES; at++) {
                id[at] = (byte) (number * 31 + at * 7 + (number >> 3));
            }
            id[0] = (byte) number;
            id[1] = (byte) (number >> 8);
            connections[number] = Base64.getUrlEncoder().encodeToString(id);
        }
    }

    Stint posts(long posts, int size) throws InterruptedException {
        return run(number -> number < posts, size);
    }

    Stint during(Duration time, int size) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        return run(number -> System.nanoTime() - end < 0, size);
    }

    private Stint run(LongPredicate more, int size) throws InterruptedException {
        var lanes = new Lanes(more, size);
        long before = System.nanoTime();
        for (int lane = 0; lane < inFlight; lane++) {
            lanes.next();
        }
        lanes.ended.await();
        long nanos = System.nanoTime() - before;
        long failed = lanes.failed.get();
        return new Stint(lanes.answered.get() - failed, nanos, failed);
    }

    /** Runs as many sequences of posts as there may be posts in flight. */
    private final class Lanes {

        private final LongPredicate more;
        private final int size;
        private final CountDownLatch ended = new CountDownLatch(inFlight);
        private final AtomicLong started = new AtomicLong();
        private final AtomicLong answered = new AtomicLong();
        private final AtomicLong failed = new AtomicLong();
        private volatile byte[] frame;

        Lanes(LongPredicate more, int size) {
            this.more = more;
            this.size = size;
            this.frame = frame(size);
        }

        void next() {
            long number = started.getAndIncrement();
            if (!more.test(number)) {
                ended.countDown();
                return;
            }
            int connection = (int) (number % AUDIENCE);
            if (connection == 0) {
                frame = frame(size);
            }
            byte[] data = frame;
            var _ = api.postToConnection(
                            post -> post.connectionId(connections[connection]).data(SdkBytes.fromByteArrayUnsafe(data)))
                    .whenComplete((answer, failure) -> settled(failure));
        }

        private void settled(@Nullable Throwable failure) {
            answered.incrementAndGet();
            if (failure != null && failed.getAndIncrement() == 0) {
                System.err.println("a post failed: " + failure);
            }
            next();
        }
    }

    /** No two are the same, so that nothing can be kept from one publication to the next. */
    private byte[] frame(int size) {
        String head = "{\"event\":\"item_added\",\"id\":\"" + ++publications + "\",\"data\":\"";
        String tail = "\"}";
        return (head + "x".repeat(size - head.length() - tail.length()) + tail).getBytes(StandardCharsets.US_ASCII);
    }
}
