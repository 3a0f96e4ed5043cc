package herald.local.rules.cloudwatch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An expression of metric math (AWS docs, CloudWatch, "Using metric math"): arithmetic, comparisons, AND and OR, and
 * some of its functions. Immutable.
 *
 * <p>No library of expressions knows what a missing value, a list of metrics or the value before is, which are most of
 * what there is to do here.
 */
public final class Formula {

    /** A function that CloudWatch has, or may have, and the stand-in has not. */
    public static final class Unsupported extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        Unsupported(String message) {
            super(message);
        }
    }

    /**
     * The values that a formula is evaluated over.
     *
     * @param series by id, all of one length, oldest first, {@link Double#NaN} for a missing value
     * @param metrics the ids of those that are no formulas themselves, for {@code METRICS()}
     */
    public record Scope(Map<String, double[]> series, List<String> metrics, int length, int periodSeconds) {}

    sealed interface Node {

        record Literal(double value) implements Node {}

        record Id(String id) implements Node {}

        /** A word such as {@code REPEAT}. */
        record Word(String word) implements Node {}

        record Negative(Node of) implements Node {}

        record Binary(String operator, Node left, Node right) implements Node {}

        record Items(List<Node> items) implements Node {}

        record Call(String function, List<Node> arguments) implements Node {}
    }

    private final String text;
    private final Node root;
    private final Set<String> ids = new LinkedHashSet<>();

    private Formula(String text, Node root) {
        this.text = text;
        this.root = root;
        collect(root);
    }

    /**
     * Reads a formula.
     *
     * @throws Unsupported if it is right, as far as that can be known, and can't be evaluated here
     * @throws IllegalArgumentException if it is none, with what is wrong
     */
    public static Formula parse(String text) {
        return new Formula(text, new FormulaReader(text).read());
    }

    /** Returns the ids of the metrics and other formulas that it names. */
    public Set<String> ids() {
        return Set.copyOf(ids);
    }

    /** Returns a value for each period, {@link Double#NaN} for a missing one. */
    public double[] over(Scope scope) {
        return new FormulaResult(scope).of(root);
    }

    private void collect(Node node) {
        switch (node) {
            case Node.Id(String id) -> ids.add(id);
            case Node.Negative(Node of) -> collect(of);
            case Node.Binary(var operator, Node left, Node right) -> {
                collect(left);
                collect(right);
            }
            case Node.Items(List<Node> items) -> items.forEach(this::collect);
            case Node.Call(var function, List<Node> arguments) -> new ArrayList<>(arguments).forEach(this::collect);
            case Node.Literal _, Node.Word _ -> {}
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
