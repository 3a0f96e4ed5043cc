package herald.local.stack.weather;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Chances as JSON, a form that other programs rely on: {@code [{"kind":"throttled","rate":1,"connections":["id"]}]}.
 * {@code connections} and {@code functions} are left out when they limit nothing.
 */
public final class ChanceJson {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Set<String> KEYS = Set.of("kind", "rate", "connections", "functions");

    private ChanceJson() {}

    public static ArrayNode write(List<Chance> chances) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Chance chance : chances) {
            ObjectNode entry =
                    list.addObject().put("kind", chance.fault().word()).put("rate", chance.rate());
            putNames(entry, "connections", chance.connections());
            putNames(entry, "functions", chance.functions());
        }
        return list;
    }

    private static void putNames(ObjectNode entry, String key, Set<String> names) {
        if (!names.isEmpty()) {
            ArrayNode list = entry.putArray(key);
            names.stream().sorted().forEach(list::add);
        }
    }

    /** @throws IllegalArgumentException in one line for a person */
    public static List<Chance> read(byte[] json) {
        JsonNode list;
        try {
            list = JSON.readTree(json);
        } catch (JacksonException invalid) {
            throw new IllegalArgumentException("not JSON: " + invalid.getOriginalMessage(), invalid);
        } catch (IOException invalid) {
            throw new IllegalArgumentException("not JSON: " + invalid.getMessage(), invalid);
        }
        if (!list.isArray()) {
            throw new IllegalArgumentException("a list is wanted: [{\"kind\":\"error\",\"rate\":0.1}]");
        }
        List<Chance> chances = new ArrayList<>();
        list.forEach(entry -> chances.add(chance(entry)));
        return chances;
    }

    private static Chance chance(JsonNode entry) {
        JsonNode kind = entry.path("kind");
        JsonNode rate = entry.path("rate");
        if (!kind.isTextual()) {
            throw new IllegalArgumentException("kind is missing in " + entry + "; there are " + Fault.words());
        }
        Fault fault = Chance.fault(kind.textValue());
        if (!rate.isNumber()) {
            throw new IllegalArgumentException(fault.word() + ": rate is missing or not a number; give 0 to 1");
        }
        entry.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(fault.word() + ": there is no key " + key);
            }
        });
        return new Chance(fault, rate.doubleValue(), names(entry, "connections"), names(entry, "functions"));
    }

    private static Set<String> names(JsonNode entry, String key) {
        JsonNode list = entry.path(key);
        if (list.isMissingNode() || list.isNull()) {
            return Set.of();
        }
        Set<String> names = new HashSet<>();
        for (JsonNode name : list) {
            if (!name.isTextual()) {
                throw new IllegalArgumentException(key + " has what is no text: " + name);
            }
            names.add(name.textValue());
        }
        if (names.isEmpty()) {
            // An empty limit would mean all, and is hardly meant so.
            throw new IllegalArgumentException(key + " is to be a list with one name at least");
        }
        return names;
    }
}
