package herald.local.rules.cloudwatch;

import java.util.Arrays;
import java.util.Optional;

/** The functions of metric math that are known here, and how many arguments each takes. */
enum FormulaFunction {
    ABS(1, 1),
    CEIL(1, 1),
    FLOOR(1, 1),
    SUM(1, 1),
    AVG(1, 1),
    MIN(1, 1),
    MAX(1, 1),
    DIFF(1, 1),
    RATE(1, 1),
    FILL(2, 2),
    IF(2, 3),
    PERIOD(1, 1),
    METRICS(0, 0);

    private final int least;
    private final int most;

    FormulaFunction(int least, int most) {
        this.least = least;
        this.most = most;
    }

    static Optional<FormulaFunction> of(String name) {
        return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }

    boolean takes(int arguments) {
        return arguments >= least && arguments <= most;
    }
}
