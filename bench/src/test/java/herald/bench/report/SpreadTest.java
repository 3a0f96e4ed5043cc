package herald.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void medianOfAnOddNumberIsTheMiddleOne() {
        assertThat(Spread.of(9, 1, 5)).isEqualTo(new Spread(5, 1, 9));
    }

    @Test
    void medianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertThat(Spread.of(4, 1, 2, 10)).isEqualTo(new Spread(3, 1, 10));
    }

    @Test
    void oneMeasurementIsItsOwnSpread() {
        assertThat(Spread.of(7)).isEqualTo(new Spread(7, 7, 7)).hasToString("7.00");
    }

    @Test
    void noMeasurementIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
    }

    @Test
    void ratioIsThatOfTheMedians() {
        assertThat(Spread.of(10, 30, 20).ratioTo(Spread.of(2, 8, 4))).isEqualTo(5);
    }

    @Test
    void ratioToNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(1).ratioTo(Spread.of(0)));
    }

    @Test
    void isShownWithThreeDigits() {
        assertThat(Spread.of(9.12, 8.8, 9.604)).hasToString("9.12 (8.80–9.60)");
        assertThat(Spread.digits(0.118)).isEqualTo("0.12");
        assertThat(Spread.digits(16.04)).isEqualTo("16.0");
        assertThat(Spread.digits(9.999)).isEqualTo("10.0");
        assertThat(Spread.digits(99.96)).isEqualTo("100");
        assertThat(Spread.digits(94_207.4)).isEqualTo("94,207");
        assertThat(Spread.digits(0)).isEqualTo("0");
    }
}
