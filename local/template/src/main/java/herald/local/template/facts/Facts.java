package herald.local.template.facts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file of facts, or a part of one. Immutable. The files come with the stand-in, so that one which is not as it has to
 * be is a fault of the build: an {@link IllegalStateException} names the file and the place in it.
 */
public final class Facts {

    /** Neither data binding on top of it, which takes longer to load than all the files, nor a table of names. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private static final Object NOTHING = new Object();

    private final String place;

    /** A map by text, a list, or text; anything else is as good as nothing. */
    private final Object value;

    private Facts(String place, Object value) {
        this.place = place;
        this.value = value;
    }

    /** @param name of a file beside this class */
    public static Facts of(String name) {
        try (var in = Facts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw damaged(name, "is missing");
            }
            return read(name, in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name, unreadable);
        }
    }

    static Facts read(String name, InputStream in) throws IOException {
        try (var parser = JSON.createParser(in)) {
            parser.nextToken();
            var facts = new Facts(name, value(parser));
            facts.at("date").text();
            facts.at("source").text();
            return facts;
        } catch (JsonProcessingException wrong) {
            throw damaged(name + ": line " + wrong.getLocation().getLineNr(), wrong.getOriginalMessage());
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        if (parser.hasToken(JsonToken.START_ARRAY)) {
            var items = new ArrayList<Object>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser));
            }
            return items;
        }
        if (parser.hasToken(JsonToken.START_OBJECT)) {
            var fields = new LinkedHashMap<String, Object>();
            for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                fields.put(name, value(parser));
            }
            return fields;
        }
        return parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : NOTHING;
    }

    private static IllegalStateException damaged(String place, String what) {
        return new IllegalStateException("facts about AWS: " + place + ": " + what);
    }

    public boolean has(String key) {
        return value instanceof Map<?, ?> fields && fields.containsKey(key);
    }

    public Facts at(String key) {
        var found = value instanceof Map<?, ?> fields ? fields.get(key) : null;
        return new Facts(place + ": " + key, found == null ? NOTHING : found);
    }

    public String text() {
        if (value instanceof String text) {
            return text;
        }
        throw damaged(place, "is not text");
    }

    public List<Facts> items() {
        if (value instanceof List<?> list) {
            var items = new ArrayList<Facts>();
            list.forEach(item -> items.add(new Facts(place + "[" + items.size() + "]", item)));
            return List.copyOf(items);
        }
        throw damaged(place, "is not a list");
    }

    public List<String> texts() {
        return items().stream().map(Facts::text).toList();
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(texts()));
    }

    /** Returns what stands there by name, in the file's order. */
    public Map<String, Facts> entries() {
        if (value instanceof Map<?, ?> fields) {
            var entries = new LinkedHashMap<String, Facts>();
            fields.keySet().forEach(name -> entries.put((String) name, at((String) name)));
            return Collections.unmodifiableMap(entries);
        }
        throw damaged(place, "is not a map");
    }
}
