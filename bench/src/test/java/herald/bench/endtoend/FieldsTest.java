package herald.bench.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FieldsTest {

    @Test
    void valuesHaveTheirPaths() throws IOException {
        Fields fields = Fields.of("{\"a\":{\"b\":\"x/y\"},\"list\":[{\"c\":1},{\"c\":2}],\"d\":true}");

        assertThat(fields.text("a.b")).isEqualTo("x/y");
        assertThat(fields.text("list.1.c")).isEqualTo("2");
        assertThat(fields.text("d")).isEqualTo("true");
        assertThat(fields.holds("list.2.c")).isFalse();
    }

    @Test
    void missingValueIsNamed() {
        assertThatIOException().isThrownBy(() -> Fields.of("{}").text("sqsUrl")).withMessageContaining("sqsUrl");
    }
}
