package herald.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the same for all programs, and what those refuse that have no test of their own. */
final class ProgramTest {

    private static final Map<String, Supplier<Program>> PROGRAMS =
            Map.of("up", UpForm::new, "check", Check::new, "publish", Publish::new, "grants", UnusedGrants::new);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String program, String... args) {
        return Program.run(
                Objects.requireNonNull(PROGRAMS.get(program)).get(),
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "check", "publish", "grants"})
    void helpAndVersionEndWithZero(String program) {
        assertThat(run(program, "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Usage: local/" + program, "--version");
        out.reset();
        assertThat(run(program, "--version")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Herald ");
        assertThat(err.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            up      | --prot 1                            | Unknown option
            check   | --jsn                               | Unknown option
            publish | --evnt x 1                          | unknown option --evnt (local/publish --help lists the options)
            publish | --event                             | --event
            publish | 1 2                                 | one JSON value at a time
            publish | {not                                | not JSON
            publish | --state /none -5                    | nothing is running here
            publish | --queue http://127.0.0.1:9/q -5     | http://127.0.0.1:9/q does not take it
            grants  | --dir                               | (local/grants --help lists the options)
            grants  | a b c                               | (local/grants --help lists the options)
            grants  | /none                               | what was used can't be read from /none
            """)
    void whatIsRefusedIsOneLineAndCodeTwo(String program, String args, String complaint) {
        assertThat(run(program, args.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("local/" + program + ": ")
                .contains(complaint)
                .hasLineCount(1);
        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"publish, what?", "grants, DIR"})
    void nothingIsRefusedWhereSomethingIsNeeded(String program, String complaint) {
        assertThat(run(program)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(complaint).hasLineCount(1);
    }
}
