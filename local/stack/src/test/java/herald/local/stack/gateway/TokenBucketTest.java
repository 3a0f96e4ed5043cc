package herald.local.stack.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TokenBucketTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final TokenBucket bucket = new TokenBucket(10, 2, START);

    @Test
    void burstIsThereAtOnceAndNoMore() {
        assertThat(bucket.take(START)).isTrue();
        assertThat(bucket.take(START)).isTrue();
        assertThat(bucket.take(START)).isFalse();
    }

    @Test
    void tokenComesBackAtTheRate() {
        bucket.take(START);
        bucket.take(START);
        assertThat(bucket.take(START.plusMillis(99))).isFalse();
        assertThat(bucket.take(START.plusMillis(101))).isTrue();
    }

    @Test
    void neverHoldsMoreThanTheBurst() {
        Instant muchLater = START.plusSeconds(60);
        assertThat(bucket.take(muchLater)).isTrue();
        assertThat(bucket.take(muchLater)).isTrue();
        assertThat(bucket.take(muchLater)).isFalse();
    }

    @Test
    void clockThatGoesBackGivesNothing() {
        bucket.take(START);
        bucket.take(START);
        assertThat(bucket.take(START.minusSeconds(60))).isFalse();
    }
}
