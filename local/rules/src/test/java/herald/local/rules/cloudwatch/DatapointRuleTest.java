package herald.local.rules.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of AWS's documentation: 0 is within the threshold, X breaches it, - is missing; the newest is last. */
class DatapointRuleTest {

    private static final AlarmState RETAINED = AlarmState.ALARM;

    private static double[] values(String points) {
        return Arrays.stream(points.split(" ", -1))
                .mapToDouble(point -> point.equals("-") ? Double.NaN : point.equals("X") ? 1 : 0)
                .toArray();
    }

    private static DatapointRule rule(int of, int datapoints, MissingData missing) {
        return new DatapointRule(Comparison.ABOVE, 0, of, datapoints, missing);
    }

    /** @param expected with missing data as missing, ignored, breaching, not breaching */
    private static void check(int datapoints, String points, String[] expected) {
        MissingData[] ways = {MissingData.MISSING, MissingData.IGNORE, MissingData.BREACHING, MissingData.NOT_BREACHING
        };
        for (int i = 0; i < ways.length; i++) {
            DatapointRule rule = rule(3, datapoints, ways[i]);
            assertThat(rule.range()).isEqualTo(5);
            AlarmState state = rule.judge(values(points), RETAINED).state();
            assertThat(state)
                    .as(points + " " + ways[i])
                    .isEqualTo(expected[i].equals("retained") ? RETAINED : AlarmState.valueOf(expected[i]));
        }
        // That "retained" is not by chance the state that would come of it.
        if (expected[1].equals("retained")) {
            assertThat(rule(3, datapoints, MissingData.IGNORE)
                            .judge(values(points), AlarmState.INSUFFICIENT_DATA)
                            .state())
                    .isEqualTo(AlarmState.INSUFFICIENT_DATA);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0 - X - X, OK OK OK OK",
        "- - - - 0, OK OK OK OK",
        "0 - - - -, OK OK OK OK",
        "- - - - -, INSUFFICIENT_DATA retained ALARM OK",
        "0 X X - X, ALARM ALARM ALARM ALARM",
        "X X X 0 X, OK OK OK OK",
        "- - - - X, INSUFFICIENT_DATA retained ALARM OK",
        "X - - - -, ALARM retained ALARM OK",
        "- - X - -, ALARM retained ALARM OK"
    })
    void threeOfThree(String points, String states) {
        check(3, points, states.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource({
        "0 - X - X, ALARM ALARM ALARM ALARM",
        "0 0 X 0 X, ALARM ALARM ALARM ALARM",
        "0 - X - -, OK OK ALARM OK",
        "- - - - 0, OK OK ALARM OK",
        "- - - - X, INSUFFICIENT_DATA retained ALARM OK",
        "- - - X -, ALARM retained ALARM OK",
        "- X - X -, ALARM ALARM ALARM ALARM",
        "X X 0 0 X, OK OK OK OK"
    })
    void twoOfThree(String points, String states) {
        check(2, points, states.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource({
        "GreaterThanThreshold, OK, OK, ALARM",
        "GreaterThanOrEqualToThreshold, OK, ALARM, ALARM",
        "LessThanThreshold, ALARM, OK, OK",
        "LessThanOrEqualToThreshold, ALARM, ALARM, OK"
    })
    void eachOperatorHasItsSide(String operator, AlarmState below, AlarmState at, AlarmState above) {
        DatapointRule rule = new DatapointRule(Comparison.parse(operator).orElseThrow(), 5, 1, 1, MissingData.MISSING);
        assertThat(rule.judge(new double[] {4}, AlarmState.OK).state()).isEqualTo(below);
        assertThat(rule.judge(new double[] {5}, AlarmState.OK).state()).isEqualTo(at);
        assertThat(rule.judge(new double[] {6}, AlarmState.OK).state()).isEqualTo(above);
    }

    @Test
    void theReasonNamesWhatWasSeenNewestFirst() {
        DatapointRule rule = new DatapointRule(Comparison.ABOVE, 1.5, 3, 2, MissingData.NOT_BREACHING);
        assertThat(rule.judge(new double[] {9, 0, 1, 2.25, 4}, AlarmState.OK).reason())
                .isEqualTo("2 datapoints of 3 above 1.5 (4, 2.25, 1)");
        assertThat(rule.judge(values("- - - - -"), AlarmState.OK).reason())
                .isEqualTo("0 datapoints of 3 above 1.5 (3 missing)");
    }
}
