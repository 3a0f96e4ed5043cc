package herald.local.template.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import herald.local.template.Fixture;
import herald.local.template.spec.TemplateRefusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTemplateTest {

    @TempDir
    Path directory;

    @Test
    void missingFileIsNamed() {
        assertThatThrownBy(() -> read(directory.resolve("absent.yaml")))
                .isInstanceOf(TemplateRefusal.class)
                .hasMessageContaining("absent.yaml: there is no such template");
    }

    @Test
    void directoryIsNoTemplate() {
        assertThatThrownBy(() -> read(directory))
                .isInstanceOf(TemplateRefusal.class)
                .hasMessageEndingWith("is a directory and no template");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                             | t.yaml: is empty",
                "'# nothing'                    | t.yaml: is empty",
                "'- a'                          | t.yaml:1: must be a map and is a list",
                "'Resources:\n  A: [1\n  B: }'  | t.yaml:3: is not valid YAML: ",
                "'A: b: c'                      | t.yaml:1: is not valid YAML: mapping values are not allowed here",
                "'A:\n\t- b'                    | t.yaml:2: is not valid YAML: ",
                "'A: 1\n---\nB: 2'              | t.yaml:2: is not valid YAML: ",
                "'A: *nobody'                   | t.yaml:1: is not valid YAML: ",
                "'A: 1\nB: 2\nA: 3'             | t.yaml:3: A: stands here twice, first on line 1",
                "'A:\n  B: ~'                   | t.yaml:2: A.B: has no value",
                "'A:\n  [b, c]: d'              | t.yaml:2: A: has a list or a map for a key",
                "'A:\n- b\n- !Foo c'            | t.yaml:3: A[1]: !Foo is no function of CloudFormation",
                "'A: &a\n  B: *a'               | is nested or repeated too often",
            })
    void brokenTextIsRefusedByLine(String text, String message) throws IOException {
        var file = Files.writeString(directory.resolve("t.yaml"), text);

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(TemplateRefusal.class)
                .message()
                .startsWith("t.yaml:")
                .contains(message)
                .doesNotContain("\n");
    }

    @Test
    void otherEncodingsAreRefused() throws IOException {
        var file = Files.write(directory.resolve("t.yaml"), "A: ä".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> read(file)).hasMessage("t.yaml: is not UTF-8 text");
    }

    @Test
    void aliasesThatMultiplyAreRefused() throws IOException {
        var text = new StringBuilder("A0: &a0 [x, x]\n");
        for (var i = 1; i < 40; i++) {
            text.append("A%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        var file = Files.writeString(directory.resolve("t.yaml"), text);

        assertThatThrownBy(() -> read(file)).isInstanceOf(TemplateRefusal.class);
    }

    @Test
    void byteOrderMarkIsSkipped() throws IOException {
        var file = Files.writeString(directory.resolve("t.yaml"), "\uFEFFA: b");

        assertThat(read(file).fields()).containsOnlyKeys("A");
    }

    @Test
    void shortAndLongFormsOfAFunctionAreTheSame() throws IOException {
        var file = Files.writeString(directory.resolve("t.yaml"), """
                A: !Sub x
                B: {'Fn::Sub': x}
                C: !GetAtt R.Arn
                D: !Ref R
                """);

        var fields = read(file);
        assertThat(fields.get("A").orElseThrow().asFields().fields()).containsOnlyKeys("Fn::Sub");
        assertThat(fields.get("B").orElseThrow().asFields().fields()).containsOnlyKeys("Fn::Sub");
        assertThat(fields.get("C").orElseThrow().asFields().fields()).containsOnlyKeys("Fn::GetAtt");
        assertThat(fields.get("D").orElseThrow().asFields().fields()).containsOnlyKeys("Ref");
    }

    @Test
    void aLoneHyphenInAListIsText() {
        var file = new Fixture(directory).write("t.yaml", "A: !Join [-, [a, -, 'b, -, c']]");

        assertThat(read(file).get("A").orElseThrow().toString()).contains("text=-", "text=b, ");
    }

    private static Value.Fields read(Path file) {
        var findings = new Findings();
        var template = YamlTemplate.read(file, findings);
        findings.refuseFirst();
        return template;
    }
}
