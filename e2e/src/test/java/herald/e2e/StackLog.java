package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** What a stack leaves behind: its log, and where it writes down what the functions' roles were allowed. */
final class StackLog {

    /** The end of {@code mvn verify} reads it: what no test used may not be granted. */
    static final Path GRANTS = RunningStack.ROOT.resolve("e2e/target/grants");

    private static final String DENIED = "iam: ";

    private StackLog() {}

    /** What a failed test on another machine is understood by. */
    static void keep(long pid, Collection<String> log) {
        try {
            Path logs = Files.createDirectories(RunningStack.ROOT.resolve("e2e/target/logs"));
            Files.write(logs.resolve("stack-" + pid + ".log"), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the stack denied its functions, a line each. */
    static List<String> denials(Collection<String> log) {
        return log.stream().filter(line -> line.startsWith(DENIED)).toList();
    }

    /**
     * @param deniable whether functions may have been denied something
     * @param fair whether nothing was asked to go wrong
     */
    static void require(Collection<String> log, boolean deniable, boolean fair) {
        if (!deniable) {
            requireNoDenials(log);
        }
        if (fair && log.stream().noneMatch(line -> line.startsWith("faults: "))) {
            requireNothingLeftBehind(log);
        }
    }

    /** @throws AssertionError if a function returned before it was answered, which Herald's do not */
    private static void requireNothingLeftBehind(Collection<String> log) {
        assertThat(log.stream().filter(line -> line.contains(" were unanswered (")))
                .as("calls that a function did not wait for")
                .isEmpty();
    }

    /** @throws AssertionError with each denial and the statement that is missing */
    static void requireNoDenials(Collection<String> log) {
        assertThat(denials(log))
                .as("what the policies of the template's roles deny its functions")
                .isEmpty();
    }
}
