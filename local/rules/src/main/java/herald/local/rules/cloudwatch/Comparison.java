package herald.local.rules.cloudwatch;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A comparison of a value with its alarm's threshold, by which it breaches that or not. */
public enum Comparison {
    ABOVE("GreaterThanThreshold", "above") {
        @Override
        boolean breaches(double value, double threshold) {
            return value > threshold;
        }
    },
    AT_OR_ABOVE("GreaterThanOrEqualToThreshold", "at or above") {
        @Override
        boolean breaches(double value, double threshold) {
            return value >= threshold;
        }
    },
    BELOW("LessThanThreshold", "below") {
        @Override
        boolean breaches(double value, double threshold) {
            return value < threshold;
        }
    },
    AT_OR_BELOW("LessThanOrEqualToThreshold", "at or below") {
        @Override
        boolean breaches(double value, double threshold) {
            return value <= threshold;
        }
    };

    private final String operator;
    private final String words;

    Comparison(String operator, String words) {
        this.operator = operator;
        this.words = words;
    }

    abstract boolean breaches(double value, double threshold);

    /** Returns the comparison that is called so, empty for one that is not known here. */
    public static Optional<Comparison> parse(String operator) {
        return Arrays.stream(values())
                .filter(each -> each.operator.equals(operator))
                .findFirst();
    }

    /** Returns those of all, in AWS's words. */
    public static List<String> operators() {
        return Arrays.stream(values()).map(each -> each.operator).toList();
    }

    /** Returns a word such as {@code above}. */
    public String words() {
        return words;
    }
}
