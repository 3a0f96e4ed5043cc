package herald.local.template.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import herald.local.template.Fixture;
import herald.local.template.spec.TemplateRefusal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParametersTest {

    @TempDir
    Path directory;

    private Fixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new Fixture(directory);
    }

    @Test
    void overrideGoesBeforeTheDefault() {
        var template = fixture.read("rooms.yaml", Map.of("Stage", "test", "Patience", "7", "Rooms", "attic"));

        assertThat(template.outputs()).containsEntry("Url", "ws://127.0.0.1:3000/test");
        assertThat(template.outputs()).containsEntry("Rooms", "attic");
        assertThat(Objects.requireNonNull(template.functions().get("TalkFunction"))
                        .timeout())
                .hasSeconds(7);
        assertThat(template.functions()).containsKey("TestOnlyFunction");
    }

    @Test
    void unknownOverrideIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> fixture.read("rooms.yaml", Map.of("Staeg", "test")))
                .isInstanceOf(TemplateRefusal.class)
                .hasMessage("rooms.yaml:5: Parameters: has no Staeg, only Stage, Ordered, Patience, Rooms");
    }

    @Test
    void overrideThatIsNotAllowedIsRefused() {
        assertThatThrownBy(() -> fixture.read("rooms.yaml", Map.of("Ordered", "perhaps")))
                .isInstanceOf(TemplateRefusal.class)
                .hasMessageContaining("Parameters.Ordered: 'perhaps' is not one of yes, no");
    }

    @Test
    void secretIsNotRepeated() {
        var text = "Parameters: {Key: {Type: String, NoEcho: true, MinLength: 9}}\nResources: {}";

        assertThatThrownBy(() -> fixture.readText("t.yaml", text, Map.of("Key", "abc")))
                .isInstanceOf(TemplateRefusal.class)
                .hasMessage("t.yaml:1: Parameters.Key: the value is too short (MinLength 9)");
    }

    @Test
    void everyItemOfAListIsChecked() {
        var text = "Parameters: {Sizes: {Type: List<Number>}}\nResources: {}";

        assertThatThrownBy(() -> fixture.readText("t.yaml", text, Map.of("Sizes", "1, two")))
                .isInstanceOf(TemplateRefusal.class)
                .hasMessage("t.yaml:1: Parameters.Sizes: 'two' is no number");
    }
}
