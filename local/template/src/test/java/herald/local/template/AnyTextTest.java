package herald.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import herald.local.template.spec.TemplateRefusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a template, it is read or refused in one line: nothing else ever comes out. */
class AnyTextTest {

    private static final int CHANGES = 250;

    private static final List<String> WORDS = List.of(
            "",
            "[]",
            "{}",
            "[a, [b]]",
            "{a: b}",
            "~",
            "-1",
            "99999999999999999999",
            "''",
            "x",
            "true",
            "!Ref Nobody",
            "!Ref AWS::NoValue",
            "!Sub '${'",
            "!Sub ['${a}', {a: [b]}]",
            "!GetAtt x",
            "!GetAtt Talk.Arn",
            "!Join [a]",
            "!Select [x, []]",
            "!If [IsLive, a]",
            "!FindInMap [Sizes, a, b]",
            "!Split ['', a]",
            "{Ref: [a]}",
            "{'Fn::Sub': {a: b}}",
            "&a [*a]",
            "*a",
            "$connect",
            "\u0000",
            "\\");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"rooms.yaml", "native.yaml", "ledger.json"})
    void isReadOrRefused(String name) {
        var fixture = new Fixture(directory);
        var lines = Fixture.resource(name).lines().toList();
        var random = new Random(7);
        for (var i = 0; i < CHANGES; i++) {
            var text = changed(lines, random);
            try {
                fixture.readText(name, text, Map.of());
            } catch (TemplateRefusal refusal) {
                assertThat(refusal.getMessage()).as(text).startsWith(name + ":").doesNotContain("\n");
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(text, e);
            }
        }
    }

    private static String changed(List<String> lines, Random random) {
        var changed = new ArrayList<>(lines);
        var at = random.nextInt(changed.size());
        var line = changed.get(at);
        var word = WORDS.get(random.nextInt(WORDS.size()));
        switch (random.nextInt(5)) {
            case 0 -> changed.remove(at);
            case 1 -> changed.set(at, line.replaceFirst(": .*|:$", ": " + Matcher.quoteReplacement(word)));
            case 2 -> changed.add(random.nextInt(changed.size()), line);
            case 3 -> changed.set(at, line.replaceFirst("\\S", " "));
            default -> changed.set(at, line.substring(0, random.nextInt(line.length() + 1)));
        }
        return String.join("\n", changed);
    }
}
