package herald.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import herald.local.template.spec.TemplateRefusal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One mistake each, made in a template that is right, and the line and the property that it is found at. */
class MistakesTest {

    /**
     * A block of {@code mistakes.txt}: a head {@code template | place | part of what is said}, then lines that stand in
     * the template once, behind {@code -}, and what stands there instead, behind {@code +}, with {@code §} in the line
     * that is to be named.
     */
    record Mistake(String template, String place, String said, String right, String wrong) {

        static Mistake of(String block) {
            var head = block.lines().findFirst().orElseThrow().split(" \\| ", 3);
            return new Mistake(head[0], head[1], head[2], lines(block, "-"), lines(block, "+"));
        }

        private static String lines(String block, String sign) {
            return block.lines()
                    .skip(1)
                    .filter(line -> line.startsWith(sign))
                    .map(line -> line.substring(1))
                    .collect(Collectors.joining("\n"));
        }

        @Override
        public String toString() {
            return place + ": " + said;
        }
    }

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource
    void mistakeIsRefusedByLineAndProperty(Mistake mistake) {
        var template = Fixture.resource(mistake.template());
        assertThat(template).containsOnlyOnce(mistake.right());
        var marked = template.replace(mistake.right(), mistake.wrong());
        assertThat(marked).containsOnlyOnce("§");
        var line = marked.substring(0, marked.indexOf('§') + 1).lines().count();

        var fixture = new Fixture(directory);
        assertThatThrownBy(() -> fixture.readText(mistake.template(), marked.replace("§", ""), Map.of()))
                .isInstanceOf(TemplateRefusal.class)
                .message()
                .startsWith(mistake.template() + ":" + line + ": " + mistake.place() + ": ")
                .contains(mistake.said())
                .doesNotContain("\n");
    }

    static Stream<Mistake> mistakeIsRefusedByLineAndProperty() {
        return Arrays.stream(Fixture.resource("mistakes.txt").split("\n\n+", -1))
                .map(Mistake::of);
    }
}
