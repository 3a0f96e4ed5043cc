package herald.lean;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GrowthTest {

    private final Growth growth = new Growth(Growth.FIRST);
    private long now;

    @Test
    void beginsWithFew() {
        assertThat(growth.target(0)).isEqualTo(Growth.FIRST);
    }

    @Test
    void quickApiNeedsFew() {
        answers(200, Duration.ofNanos(250_000));

        assertThat(growth.target(0)).isEqualTo(Growth.FIRST + 10);
    }

    @Test
    void slowApiDeservesMany() {
        answers(200, Duration.ofMillis(10));

        assertThat(growth.target(0)).isEqualTo(Growth.FIRST + 400);
    }

    @Test
    void firstAnswersOfAColdStartAreNotBelieved() {
        answers(100, Duration.ofMillis(100));

        assertThat(growth.target(0)).isEqualTo(Growth.FIRST);
    }

    @Test
    void oneQuickAnswerShowsThatTheOthersWaitedForUs() {
        answers(200, Duration.ofMillis(10));
        answers(1, Duration.ofNanos(250_000));

        assertThat(growth.target(0)).isEqualTo(Growth.FIRST + 10);
    }

    @Test
    void apiThatHasBecomeSlowIsNoticed() {
        answers(200, Duration.ofNanos(250_000));
        now += Duration.ofSeconds(2).toNanos();
        answers(1, Duration.ofMillis(10));
        now += Duration.ofSeconds(2).toNanos();
        answers(200, Duration.ofMillis(10));

        assertThat(growth.target(0)).isEqualTo(Growth.FIRST + 400);
    }

    @Test
    void hangingConnectionsAreReplaced() {
        assertThat(growth.target(16)).isEqualTo(Growth.FIRST + 16);
    }

    @Test
    void whatWeNeedOurselvesDoesNotCountInAColdStart() {
        for (int i = 0; i < 200; i++) {
            growth.answered(Duration.ofMillis(10).toNanos(), -1, now);
        }

        assertThat(growth.target(0)).isEqualTo(Growth.FIRST);
    }

    private void answers(int count, Duration each) {
        for (int i = 0; i < count; i++) {
            growth.answered(each.toNanos(), each.toNanos(), now);
        }
    }
}
