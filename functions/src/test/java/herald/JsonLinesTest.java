package herald;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

    @Test
    void aLineIsOneObjectWhateverItSays() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("level", "WARN");
        fields.put("reason", "a \"quoted\"\nsecond line");
        fields.put("ms", 12L);

        assertThat(JsonLines.line(fields))
                .isEqualTo("{\"level\":\"WARN\",\"reason\":\"a \\\"quoted\\\"\\nsecond line\",\"ms\":12}\n");
    }
}
