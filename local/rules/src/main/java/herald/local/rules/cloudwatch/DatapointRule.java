package herald.local.rules.cloudwatch;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * The rule by which values put an alarm into a state, such as 3 breaching datapoints of 5: M,
 * {@code datapointsToAlarm}, of N, {@code evaluationPeriods} (AWS docs, CloudWatch, "Alarm evaluation" and "Configuring
 * how CloudWatch alarms treat missing data"). Pure.
 */
public record DatapointRule(
        Comparison comparison,
        double threshold,
        int evaluationPeriods,
        int datapointsToAlarm,
        MissingData missingData) {

    /**
     * CloudWatch looks further back than it needs to, so as to find values in place of missing ones. How far is not
     * documented; five periods for three is what its examples show.
     */
    private static final int FURTHER = 2;

    /** @param reason such as {@code 1 datapoint of 1 above 0 (4)} */
    public record Verdict(AlarmState state, String reason) {}

    /** Returns how many periods {@link #judge} wants to see. */
    public int range() {
        return evaluationPeriods + FURTHER;
    }

    /** Judges values of the last {@link #range} periods, oldest first, {@link Double#NaN} for one without. */
    public Verdict judge(double[] values, AlarmState current) {
        double[] present =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        double[] judged = Arrays.copyOfRange(present, Math.max(0, present.length - evaluationPeriods), present.length);
        int breaching = (int) Arrays.stream(judged).filter(this::breaches).count();
        int missing = evaluationPeriods - judged.length;
        AlarmState state = missing == 0
                ? of(breaching)
                : switch (missingData) {
                    case BREACHING -> of(breaching + missing);
                    case NOT_BREACHING -> of(breaching);
                    case MISSING, IGNORE -> withGaps(values, judged.length, breaching, current);
                };
        return new Verdict(state, reason(judged, breaching, missing));
    }

    private boolean breaches(double value) {
        return comparison.breaches(value, threshold);
    }

    private AlarmState of(int breaching) {
        return breaching >= datapointsToAlarm ? AlarmState.ALARM : AlarmState.OK;
    }

    private AlarmState withGaps(double[] values, int present, int breaching, AlarmState current) {
        if (breaching >= datapointsToAlarm) {
            return AlarmState.ALARM;
        }
        if (breaching < present) {
            return AlarmState.OK;
        }
        if (missingData == MissingData.IGNORE) {
            return current;
        }
        // What breached, long enough ago, and has not been heard of since, counts as breaching still.
        return ageOfOldest(values) >= datapointsToAlarm ? AlarmState.ALARM : AlarmState.INSUFFICIENT_DATA;
    }

    /** Returns 1 if the newest is the only one, 0 if there is none. */
    private static int ageOfOldest(double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                return values.length - i;
            }
        }
        return 0;
    }

    private String reason(double[] judged, int breaching, int missing) {
        StringBuilder reason = new StringBuilder();
        reason.append(breaching).append(breaching == 1 ? " datapoint of " : " datapoints of ");
        reason.append(evaluationPeriods).append(' ').append(comparison.words()).append(' ');
        reason.append(plain(threshold)).append(" (");
        for (int i = judged.length - 1; i >= 0; i--) {
            reason.append(plain(judged[i])).append(i == 0 ? "" : ", ");
        }
        if (missing > 0) {
            reason.append(judged.length == 0 ? "" : "; ").append(missing).append(" missing");
        }
        return reason.append(')').toString();
    }

    /** Returns a number with three decimals at most, and none that is not needed. */
    static String plain(double value) {
        return BigDecimal.valueOf(value)
                .setScale(3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
