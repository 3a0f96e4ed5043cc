package herald.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The request of a command line. */
sealed interface Request {

    /** @param names in the order given, each once; all if none was */
    record Measure(List<String> names, boolean quick) implements Request {}

    record Explain() implements Request {}

    record Wrong(String reason) implements Request {}

    /** @param known the benchmarks' names */
    static Request of(List<String> arguments, List<String> known) {
        Set<String> names = new LinkedHashSet<>();
        boolean quick = false;
        for (String argument : arguments) {
            switch (argument) {
                case "--help" -> {
                    return new Explain();
                }
                case "--quick" -> quick = true;
                default -> {
                    if (!known.contains(argument)) {
                        return new Wrong("there is no " + (argument.startsWith("-") ? "option " : "benchmark ")
                                + argument + "; the benchmarks are " + String.join(", ", known));
                    }
                    names.add(argument);
                }
            }
        }
        return new Measure(names.isEmpty() ? known : new ArrayList<>(names), quick);
    }
}
