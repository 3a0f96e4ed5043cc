package herald.local.stack.weather;

import java.math.BigDecimal;
import java.util.Set;

/**
 * The likelihood of a fault, and whom it can befall.
 *
 * @param rate 0 to 1: the share of its victims
 * @param connections of the posts to these only; to all if empty
 * @param functions of the invocations of these (logical ids) only; of all if empty
 */
public record Chance(Fault fault, double rate, Set<String> connections, Set<String> functions) {

    /** @throws IllegalArgumentException in one line for a person */
    public Chance {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException(fault.word() + ": " + rate + " is not a rate; give 0 to 1");
        }
        if (!connections.isEmpty() && !fault.perConnection()) {
            throw new IllegalArgumentException(fault.word() + " can't be limited to connections");
        }
        if (!functions.isEmpty() && !fault.perFunction()) {
            throw new IllegalArgumentException(fault.word() + " can't be limited to functions");
        }
        connections = Set.copyOf(connections);
        functions = Set.copyOf(functions);
    }

    public static Chance of(Fault fault, double rate) {
        return new Chance(fault, rate, Set.of(), Set.of());
    }

    /**
     * Reads {@code KIND=RATE}.
     *
     * @throws IllegalArgumentException in one line for a person
     */
    public static Chance parse(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw new IllegalArgumentException(text + " is not KIND=RATE");
        }
        return of(fault(text.substring(0, equals)), rate(text.substring(equals + 1)));
    }

    static Fault fault(String word) {
        return Fault.of(word)
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no fault '" + word + "'; there are " + Fault.words()));
    }

    private static double rate(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("'" + text + "' is not a rate; give 0 to 1", wrong);
        }
    }

    /** Returns the text that {@link #parse} takes, whom it is limited to left out. */
    public String text() {
        return fault.word() + "="
                + BigDecimal.valueOf(rate).stripTrailingZeros().toPlainString();
    }

    boolean concerns(String id) {
        Set<String> limit = fault.perFunction() ? functions : connections;
        return limit.isEmpty() || limit.contains(id);
    }
}
