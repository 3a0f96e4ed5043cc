package herald.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** One mistake each, made in a template that is right, and what is said of it. */
class BrokenTemplatesTest {

    @TempDir
    Path directory;

    /**
     * @param base the template that is right
     * @param from what stands in it, exactly once; {@code \n} is a line's end
     * @param to what stands there instead
     * @param path the place that the message starts with
     * @param message part of what it says
     */
    @ParameterizedTest(name = "{3}: {4}")
    @CsvFileSource(resources = "broken.csv", delimiter = ';', quoteCharacter = '`', maxCharsPerColumn = 8000)
    void mistakeIsNamedWithItsLine(String base, String from, String to, String path, String message) {
        var right = Fixture.resource(base);
        var old = lines(from);
        assertThat(right.split(java.util.regex.Pattern.quote(old), -1)).as("occurrences of " + from).hasSize(2);
        var start = right.indexOf(old);
        var broken = right.substring(0, start) + lines(to == null ? "" : to) + right.substring(start + old.length());

        assertThatThrownBy(() -> new Fixture(directory).readText(base, broken, Map.of()))
                .isInstanceOf(Refusal.class)
                .message()
                .matches("(?s)" + java.util.regex.Pattern.quote(base) + ":\\d+: .*")
                .contains(": " + path + ": ")
                .contains(message)
                .doesNotContain("\n");
    }

    private static String lines(String text) {
        return text.replace("\\n", "\n");
    }
}
