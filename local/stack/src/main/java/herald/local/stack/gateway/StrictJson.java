package herald.local.stack.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/** The front's one JSON reader and writer: strict, and silent about what is not JSON. Thread-safe. */
final class StrictJson {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private StrictJson() {}

    /** Returns a missing node for what is not JSON. */
    static JsonNode read(byte[] json) {
        try {
            return orMissing(MAPPER.readTree(json));
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** Returns a missing node for what is not JSON. */
    static JsonNode read(String json) {
        try {
            return orMissing(MAPPER.readTree(json));
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    @SuppressWarnings("NullAway") // Jackson says null in words only, not in annotations
    private static JsonNode orMissing(JsonNode node) {
        return node == null ? MissingNode.getInstance() : node;
    }
}
