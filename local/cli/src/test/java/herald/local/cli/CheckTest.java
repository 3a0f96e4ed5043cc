package herald.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code local/check} prints, and the code that it ends with. */
final class CheckTest {

    private static final String SOUND = """
            Parameters: {Seconds: {Type: Number, Default: 60}}
            Resources:
              Letters:
                Type: AWS::SQS::Queue
                Properties: {VisibilityTimeout: !Ref Seconds}
            """;

    @TempDir
    private Path directory;

    private record Ended(int code, String out, String err) {}

    private static Ended check(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Program.run(
                new Check(),
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private String write(String text) throws IOException {
        return Files.writeString(directory.resolve("t.yaml"), text).toString();
    }

    @Test
    void nothingFoundIsOneLineAndCodeZero() throws IOException {
        String file = write(SOUND);
        assertThat(check("--template", file))
                .isEqualTo(new Ended(0, file + ": 0 refused, 0 not run, 0 remarks" + System.lineSeparator(), ""));
    }

    @Test
    void aRemarkIsNoFailure() throws IOException {
        String file = write("Conditions: {IsIdle: !Equals [a, b]}\n" + SOUND);
        Ended ended = check("--template", file);
        assertThat(ended.code()).isZero();
        assertThat(ended.out().lines())
                .containsExactly(
                        file + ":1: Conditions.IsIdle: this condition is used nowhere [remark]",
                        file + ": 0 refused, 0 not run, 1 remarks");
    }

    @Test
    void whatIsRefusedComesFirstAndIsALineThatCanBeClicked() throws IOException {
        String file = write(SOUND.replace("VisibilityTimeout", "VisibilityTimeouts")
                .replace("Resources:\n", "Resources:\n  Bell: {Type: AWS::SNS::Topic}\n"));
        Ended ended = check("--template", file);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out().lines())
                .containsExactly(
                        file + ":6: Letters.VisibilityTimeouts: is no property of AWS::SQS::Queue; did you mean"
                                + " VisibilityTimeout?",
                        file + ":3: Bell.Type: AWS::SNS::Topic is not supported by the stand-in [not run]",
                        file + ": 1 refused, 1 not run, 0 remarks");
    }

    @Test
    void whatIsNotRunAloneEndsWithCodeOneToo() throws IOException {
        assertThat(check("--template", write("Resources: {Bell: {Type: AWS::SNS::Topic}}"))
                        .code())
                .isEqualTo(1);
    }

    @Test
    void parametersAreKeptAtTheirValue() throws IOException {
        Ended ended = check("--template", write(SOUND), "--parameter", "Seconds=43201");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("Letters.VisibilityTimeout: 43201 is not within 0 to 43200");
    }

    @Test
    void jsonIsAnArrayOfFindings() throws IOException {
        String file = write("Resources: {Bell: {Type: AWS::SNS::Topic}}");
        var findings =
                new ObjectMapper().readTree(check("--json", "--template", file).out());
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).get("kind").asText()).isEqualTo("not run");
        assertThat(findings.get(0).get("file").asText()).isEqualTo(file);
        assertThat(findings.get(0).get("line").asInt()).isEqualTo(1);
        assertThat(findings.get(0).get("at").asText()).isEqualTo("Bell.Type");
        assertThat(findings.get(0).get("sentence").asText()).contains("AWS::SNS::Topic");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--templat x|Unknown option",
                "extra|Unmatched argument",
                "--template|Missing required parameter for option '--template'",
                "--template /none.yaml|--template: there is no file /none.yaml",
                "--template / |--template: there is no file /"
            })
    void badInputIsOneLineThatNamesItAndCodeTwo(String commandLine, String complaint) {
        Ended ended = check(commandLine.split(" "));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines()).singleElement().asString().startsWith("local/check: " + complaint);
    }

    @Test
    void whatIsNoKeyAndValueIsNamed() throws IOException {
        Ended ended = check("--template", write(SOUND), "--parameter", "Seconds");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("--parameter: Seconds is not KEY=VALUE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"'Resources: {'|is not valid YAML", "''|is empty", "'Resources: [a'|is not valid YAML"})
    void whatIsNoYamlIsNoTemplate(String text, String complaint) throws IOException {
        Ended ended = check("--template", write(text));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("local/check: t.yaml").contains(complaint);
        assertThat(ended.err().lines()).hasSize(1);
    }

    @Test
    void whatIsYamlAndNoTemplateIsRefused() throws IOException {
        Ended ended = check("--template", write("just text"));
        assertThat(ended.out() + ended.err()).contains("must be a map");
        assertThat(ended.code()).isNotZero();
    }

    @Test
    void everyOptionHasALineOfHelp() {
        Ended ended = check("--help");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("--template", "--parameter", "--json", "--help", "--version");
    }

    @Test
    void theVersionIsPrinted() {
        assertThat(check("--version").out()).startsWith("Herald ");
    }
}
