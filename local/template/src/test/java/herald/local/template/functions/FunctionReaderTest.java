package herald.local.template.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import herald.local.template.Fixture;
import herald.local.template.HandlerFile;
import herald.local.template.spec.FunctionSpec;
import herald.local.template.spec.TemplateRefusal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionReaderTest {

    @TempDir
    Path directory;

    private Fixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new Fixture(directory);
    }

    private FunctionSpec function(String properties) {
        return function("", properties);
    }

    private FunctionSpec function(String attributes, String properties) {
        var text = """
                Transform: AWS::Serverless-2016-10-31
                Globals:
                  Function:
                    Timeout: 9
                    Architectures: [x86_64]
                    Environment: {Variables: {SHARED: global, GLOBAL: global}}
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    %s
                    Properties: {Runtime: java25, %s}
                """.formatted(attributes, properties);
        return Objects.requireNonNull(
                fixture.readText("t.yaml", text, Map.of()).functions().get("F"));
    }

    @Test
    void directoryHoldsClassesOrJars() {
        fixture.writeClass("task/a/Handler.class", HandlerFile.of("a/Handler.class"));
        fixture.zip("task/lib/b.jar", "b/Handler.class");

        assertThat(function("CodeUri: task, Handler: a.Handler").code()).isEqualTo(directory.resolve("task"));
        assertThat(function("CodeUri: task, Handler: 'b.Handler::handle'").handler())
                .isEqualTo("b.Handler::handle");
        assertThatThrownBy(() -> function("CodeUri: task, Handler: c.Handler"))
                .hasMessageContaining("Resources.F.Properties.Handler: there is no class c.Handler in task");
    }

    @Test
    void missingJarOfAGradleProjectIsBuiltByGradle() {
        fixture.write("other/build.gradle.kts", "");

        assertThatThrownBy(() -> function("CodeUri: other/build/libs/x.jar, Handler: a.B"))
                .hasMessageContaining("other/build/libs/x.jar does not exist; build it with `gradle build`");
    }

    @Test
    void globalMapsAreMergedAndScalarsOverridden() {
        var own = function("CodeUri: build/rooms.jar, Handler: rooms.Talk, Timeout: 4,"
                + " Environment: {Variables: {SHARED: own, OWN: own}}");

        assertThat(own.timeout()).hasSeconds(4);
        assertThat(own.environment()).isEqualTo(Map.of("SHARED", "own", "GLOBAL", "global", "OWN", "own"));
    }

    @Test
    void globalsCanBeIgnoredAltogetherOrByName() {
        var code = "CodeUri: build/rooms.jar, Handler: rooms.Talk";

        assertThat(function("IgnoreGlobals: '*'", code).timeout()).hasSeconds(3);
        assertThat(function("IgnoreGlobals: [Environment]", code).environment()).isEmpty();
        assertThat(function("IgnoreGlobals: [Environment]", code).timeout()).hasSeconds(9);
    }

    @Test
    void environmentOverFourKilobytesIsRefused() {
        assertThatThrownBy(() -> function("CodeUri: build/rooms.jar, Handler: rooms.Talk,"
                        + " Environment: {Variables: {LONG: " + "x".repeat(4096) + "}}"))
                .isInstanceOf(TemplateRefusal.class)
                .hasMessageContaining("Resources.F.Properties.Environment.Variables: has ")
                .hasMessageContaining("Lambda takes 4096");
    }
}
