package herald.local.rules.cloudwatch;

import herald.local.rules.cloudwatch.Formula.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;

/**
 * Evaluates a formula. Where at least one of two series has a value, the other's missing one is 0; a division by zero
 * gives none (AWS docs, "Basic arithmetic functions").
 */
record FormulaResult(Formula.Scope scope) {

    /** The value of a part of a formula: a number, a series, or a list of series. */
    private sealed interface Term {

        record Scalar(double value) implements Term {}

        /** Nobody changes the values. */
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Line(double[] values) implements Term {}

        record Lines(List<double[]> lines) implements Term {}
    }

    double[] of(Node root) {
        return switch (term(root)) {
            case Term.Scalar(double value) -> constant(value);
            case Term.Line(double[] values) -> values;
            case Term.Lines(List<double[]> lines) -> first(lines);
        };
    }

    private double[] first(List<double[]> lines) {
        return lines.isEmpty() ? constant(Double.NaN) : lines.getFirst();
    }

    private double[] constant(double value) {
        double[] values = new double[scope.length()];
        Arrays.fill(values, value);
        return values;
    }

    private Term term(Node node) {
        return switch (node) {
            case Node.Literal(double value) -> new Term.Scalar(value);
            case Node.Id(String id) -> new Term.Line(line(id));
            case Node.Word(var word) -> new Term.Scalar(Double.NaN);
            case Node.Negative(Node of) -> each(term(of), value -> -value);
            case Node.Binary(String operator, Node left, Node right) ->
                combined(operation(operator), term(left), term(right));
            case Node.Items(List<Node> items) -> new Term.Lines(lines(items));
            case Node.Call(String function, List<Node> arguments) -> call(FormulaFunction.valueOf(function), arguments);
        };
    }

    private double[] line(String id) {
        double[] values = scope.series().get(id);
        return values == null ? constant(Double.NaN) : values;
    }

    private List<double[]> lines(List<Node> items) {
        List<double[]> lines = new ArrayList<>();
        items.forEach(item -> lines.addAll(lines(term(item))));
        return lines;
    }

    private List<double[]> lines(Term term) {
        return switch (term) {
            case Term.Scalar(double value) -> List.of(constant(value));
            case Term.Line(double[] values) -> List.of(values);
            case Term.Lines(List<double[]> lines) -> lines;
        };
    }

    private Term call(FormulaFunction function, List<Node> arguments) {
        return switch (function) {
            case ABS -> each(term(arguments.getFirst()), Math::abs);
            case CEIL -> each(term(arguments.getFirst()), Math::ceil);
            case FLOOR -> each(term(arguments.getFirst()), Math::floor);
            case SUM ->
                folded(term(arguments.getFirst()), values -> present(values).sum());
            case AVG -> folded(term(arguments.getFirst()), FormulaResult::average);
            case MIN ->
                folded(
                        term(arguments.getFirst()),
                        values -> present(values).min().orElse(0));
            case MAX ->
                folded(
                        term(arguments.getFirst()),
                        values -> present(values).max().orElse(0));
            case DIFF -> along(term(arguments.getFirst()), values -> differences(values, false));
            case RATE -> along(term(arguments.getFirst()), values -> differences(values, true));
            case FILL -> filled(term(arguments.getFirst()), arguments.getLast());
            case IF -> chosen(arguments);
            case PERIOD -> new Term.Scalar(scope.periodSeconds());
            case METRICS ->
                new Term.Lines(scope.metrics().stream().map(this::line).toList());
        };
    }

    private Term each(Term term, DoubleUnaryOperator change) {
        return term instanceof Term.Scalar(double value)
                ? new Term.Scalar(change.applyAsDouble(value))
                : along(term, values -> Arrays.stream(values).map(change).toArray());
    }

    private Term along(Term term, UnaryOperator<double[]> change) {
        return switch (term) {
            case Term.Scalar(double value) -> new Term.Line(change.apply(constant(value)));
            case Term.Line(double[] values) -> new Term.Line(change.apply(values));
            case Term.Lines(List<double[]> lines) ->
                new Term.Lines(lines.stream().map(change).toList());
        };
    }

    private interface Fold {
        double of(double[] values);
    }

    /** Missing values are 0 here. */
    private static double average(double[] values) {
        return present(values).sum() / values.length;
    }

    private static DoubleStream present(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value));
    }

    /** Reduces one series to a number, several to a series. */
    private Term folded(Term term, Fold fold) {
        return switch (term) {
            case Term.Scalar scalar -> scalar;
            case Term.Line(double[] values) -> new Term.Scalar(fold(values, fold));
            case Term.Lines(List<double[]> lines) -> {
                double[] folded = new double[scope.length()];
                for (int i = 0; i < folded.length; i++) {
                    int period = i;
                    folded[i] = fold(
                            lines.stream().mapToDouble(line -> line[period]).toArray(), fold);
                }
                yield new Term.Line(folded);
            }
        };
    }

    private static double fold(double[] values, Fold fold) {
        return present(values).findAny().isEmpty() ? Double.NaN : fold.of(values);
    }

    private double[] differences(double[] values, boolean eachSecond) {
        double[] differences = constant(Double.NaN);
        int before = -1;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                if (before >= 0) {
                    double seconds = eachSecond ? (double) (i - before) * scope.periodSeconds() : 1;
                    differences[i] = (values[i] - values[before]) / seconds;
                }
                before = i;
            }
        }
        return differences;
    }

    private Term filled(Term term, Node filler) {
        if (filler instanceof Node.Word(String word)) {
            return along(term, values -> bridged(values, word.equals("LINEAR")));
        }
        double[] other = first(lines(term(filler)));
        return along(term, values -> {
            double[] filled = values.clone();
            for (int i = 0; i < filled.length; i++) {
                filled[i] = Double.isNaN(filled[i]) ? other[i] : filled[i];
            }
            return filled;
        });
    }

    /** Fills gaps with the value before, or on the line to the one after. */
    private static double[] bridged(double[] values, boolean linear) {
        double[] filled = values.clone();
        int before = -1;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                for (int gap = before + 1; linear && before >= 0 && gap < i; gap++) {
                    filled[gap] = values[before] + (values[i] - values[before]) * (gap - before) / (i - before);
                }
                before = i;
            } else if (!linear && before >= 0) {
                filled[i] = values[before];
            }
        }
        return filled;
    }

    private Term chosen(List<Node> arguments) {
        double[] condition = first(lines(term(arguments.getFirst())));
        double[] yes = first(lines(term(arguments.get(1))));
        double[] no = arguments.size() == 2 ? constant(Double.NaN) : first(lines(term(arguments.getLast())));
        double[] chosen = constant(Double.NaN);
        for (int i = 0; i < chosen.length; i++) {
            if (!Double.isNaN(condition[i])) {
                chosen[i] = condition[i] == 0 ? no[i] : yes[i];
            }
        }
        return new Term.Line(chosen);
    }

    private Term combined(DoubleBinaryOperator operation, Term left, Term right) {
        if (left instanceof Term.Scalar(double a)) {
            return right instanceof Term.Scalar(double b)
                    ? new Term.Scalar(finite(operation.applyAsDouble(a, b)))
                    : each(right, value -> finite(operation.applyAsDouble(a, value)));
        }
        if (right instanceof Term.Scalar(double b)) {
            return each(left, value -> finite(operation.applyAsDouble(value, b)));
        }
        List<double[]> lefts = lines(left);
        List<double[]> rights = lines(right);
        List<double[]> both = new ArrayList<>();
        int most = lefts.isEmpty() || rights.isEmpty() ? 0 : Math.max(lefts.size(), rights.size());
        for (int i = 0; i < most; i++) {
            both.add(combined(operation, lefts.get(i % lefts.size()), rights.get(i % rights.size())));
        }
        return left instanceof Term.Line && right instanceof Term.Line
                ? new Term.Line(both.getFirst())
                : new Term.Lines(both);
    }

    private static double[] combined(DoubleBinaryOperator operation, double[] left, double[] right) {
        double[] combined = new double[left.length];
        for (int i = 0; i < combined.length; i++) {
            combined[i] = Double.isNaN(left[i]) && Double.isNaN(right[i])
                    ? Double.NaN
                    : finite(operation.applyAsDouble(orZero(left[i]), orZero(right[i])));
        }
        return combined;
    }

    private static double orZero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }

    private static DoubleBinaryOperator operation(String operator) {
        return switch (operator) {
            case "+" -> Double::sum;
            case "-" -> (a, b) -> a - b;
            case "*" -> (a, b) -> a * b;
            case "/" -> (a, b) -> a / b;
            case "^" -> Math::pow;
            case "AND", "&&" -> known((a, b) -> a != 0 && b != 0);
            case "OR", "||" -> known((a, b) -> a != 0 || b != 0);
            case "==" -> known((a, b) -> a == b);
            case "!=" -> known((a, b) -> a != b);
            case "<" -> known((a, b) -> a < b);
            case ">" -> known((a, b) -> a > b);
            case "<=" -> known((a, b) -> a <= b);
            default -> known((a, b) -> a >= b);
        };
    }

    private interface Test {
        boolean holds(double left, double right);
    }

    private static DoubleBinaryOperator known(Test test) {
        return (a, b) -> Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : test.holds(a, b) ? 1 : 0;
    }
}
