package herald.local.rules.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {

    /** {@code -} is a period without a value. */
    private static final Map<String, double[]> SERIES =
            Map.of("a", values("1 2 - 4"), "b", values("- 1 - 2"), "zero", values("0 0 0 0"));

    private static double[] values(String text) {
        return Arrays.stream(text.split(" ", -1))
                .mapToDouble(each -> each.equals("-") ? Double.NaN : Double.parseDouble(each))
                .toArray();
    }

    private static String text(double[] values) {
        return Arrays.stream(values)
                .mapToObj(value -> Double.isNaN(value) ? "-" : DatapointRule.plain(value))
                .collect(Collectors.joining(" "));
    }

    private static double[] result(String formula) {
        return Formula.parse(formula).over(new Formula.Scope(SERIES, List.of("a", "b"), 4, 60));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a | 1 2 - 4",
                "a + b | 1 3 - 6",
                "a - b * 2 | 1 0 - 0",
                "(a - b) * 2 | 2 2 - 4",
                "-a ^ 2 | -1 -4 - -16",
                "2 ^ 2 ^ a | 4 16 - 65536",
                "a / b | - 2 - 2",
                "a / zero | - - - -",
                "100 * b / (a + b) | 0 33.333 - 33.333",
                "1.5e1 + a | 16 17 - 19",
                "a > 1 | 0 1 - 1",
                "a >= 1 AND b >= 1 | 0 1 - 1",
                "'a == 4 || b == 1' | 0 1 - 1",
                "DIFF(a) | - 1 - 2",
                "RATE(a * 120) | - 2 - 2",
                "DIFF(a + b) | - 2 - 3",
                "SUM([a, b]) | 1 3 - 6",
                "MAX([a, b]) | 1 2 - 4",
                "MIN([a, b]) | 1 1 - 2",
                "AVG([a, b]) | 0.5 1.5 - 3",
                "a - SUM(a) | -6 -5 - -3",
                "a - AVG(a) | -0.75 0.25 - 2.25",
                "SUM(METRICS()) | 1 3 - 6",
                "FILL(a, 9) | 1 2 9 4",
                "FILL(b, REPEAT) | - 1 1 2",
                "FILL(a, LINEAR) | 1 2 3 4",
                "FILL(b, a) | 1 1 - 2",
                "IF(a > 1, a) | - 2 - 4",
                "IF(a > 1, a, 7) | 7 2 - 4",
                "ABS(b - a) | 1 1 - 2",
                "CEIL(a / 3) + FLOOR(a / 3) | 1 1 - 3",
                "a / PERIOD(a) | 0.017 0.033 - 0.067"
            })
    void isEvaluatedPeriodByPeriod(String formula, String expected) {
        assertThat(text(result(formula))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a + | it ends too early",
                "a b | there should be nothing more at 'b'",
                "(a | ')' is missing at its end",
                "sum(a) | functions are in capital letters",
                "A + 1 | A is no id",
                "a + ; | nobody can read it from ';' on",
                "IF(a) | IF does not take 1 arguments",
                "* a | a value is missing before '*'"
            })
    void whatIsNoneIsRefused(String formula, String why) {
        assertThatThrownBy(() -> Formula.parse(formula))
                .isInstanceOf(IllegalArgumentException.class)
                .isNotInstanceOf(Formula.Unsupported.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ANOMALY_DETECTION_BAND(a, 2) | the function ANOMALY_DETECTION_BAND is not supported",
                "SUM(METRICS('errors')) | texts in expressions"
            })
    void whatIsNotKnownHereSaysSo(String formula, String why) {
        assertThatThrownBy(() -> Formula.parse(formula))
                .isInstanceOf(Formula.Unsupported.class)
                .hasMessageContaining(why);
    }

    @Test
    void namesTheIdsThatItNeeds() {
        assertThat(Formula.parse("IF(a > 1, FILL(b, c), [d, -e])").ids())
                .containsExactlyInAnyOrder("a", "b", "c", "d", "e");
    }
}
