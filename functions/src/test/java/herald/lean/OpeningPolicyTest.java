package herald.lean;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpeningPolicyTest {

    private static final int CAP = 12;
    private static final int MANY = 1000;

    private final WirePool pool = new WirePool();
    private final OpeningPolicy openings = new OpeningPolicy(
            pool,
            CAP,
            new EndpointAddresses(
                    Endpoint.of(URI.create("http://127.0.0.1:1/prod")),
                    new Errands(new DefaultEventLoop()),
                    InstantSource.system(),
                    failure -> {}),
            new Growth(Growth.FIRST));
    private final long start = System.nanoTime();

    @Test
    void fewAreOpenedAtOnce() {
        assertThat(open(MANY, start)).hasSize(4);
    }

    @Test
    void noMoreAreOpenedThanCallsWait() {
        assertThat(open(2, start)).hasSize(2);
    }

    @Test
    void failureIsFollowedByAPause() {
        fail(open(1, start).getFirst());

        assertThat(open(1, start)).isEmpty();
        assertThat(open(1, later(Duration.ofMillis(10)))).hasSize(1);
    }

    @Test
    void twoFailuresOfAllThatWereTriedAreEnough() {
        assertThat(fail(open(1, start).getFirst())).isFalse();

        assertThat(fail(open(1, later(Duration.ofMillis(10))).getFirst())).isTrue();
    }

    @Test
    void failuresTellNothingAsLongAsOthersAreUnderWay() {
        List<Wire> opening = open(MANY, start);

        for (Wire wire : opening.subList(0, 3)) {
            assertThat(fail(wire)).isFalse();
        }
        assertThat(open(MANY, later(Duration.ofSeconds(1)))).isEmpty();
        assertThat(fail(opening.getLast())).isTrue();
    }

    @Test
    void oneThatOpensMakesUpForAllThatFailed() {
        List<Wire> opening = open(MANY, start);
        for (Wire wire : opening.subList(0, 3)) {
            assertThat(fail(wire)).isFalse();
        }

        pool.opened();
        openings.opened();

        assertThat(open(MANY, later(Duration.ofSeconds(1)))).hasSize(4);
    }

    @Test
    void thoseWhoHadNobodyAreToldOnceOnly() {
        assertThat(fail(open(1, start).getFirst())).isFalse();
        assertThat(fail(open(1, later(Duration.ofMillis(10))).getFirst())).isTrue();

        assertThat(fail(open(1, later(Duration.ofMillis(20))).getFirst())).isFalse();
    }

    // Counted only, so nobody's.
    @SuppressWarnings("NullAway")
    private List<Wire> open(int waiting, long nowNanos) {
        List<Wire> opened = new ArrayList<>();
        while (openings.next(waiting, 0, nowNanos, 0) != null) {
            var wire = new Wire(null, false);
            pool.add(wire);
            opened.add(wire);
        }
        return opened;
    }

    private boolean fail(Wire wire) {
        pool.remove(wire);
        return openings.failed(start);
    }

    private long later(Duration time) {
        return start + time.toNanos();
    }
}
