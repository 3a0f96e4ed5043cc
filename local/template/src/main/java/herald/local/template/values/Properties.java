package herald.local.template.values;

import herald.local.template.spec.TemplateRefusal;
import herald.local.template.text.Nearest;
import herald.local.template.text.Origin;
import herald.local.template.text.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A map of resolved values, read as the types that AWS gives them. Whatever does not fit is refused by its place. */
public final class Properties {

    private final Value.Fields fields;

    public Properties(Value.Fields fields) {
        this.fields = fields;
    }

    public Origin origin() {
        return fields.origin();
    }

    /** Returns the property's place, or where it is missing. */
    public Origin origin(String name) {
        return fields.get(name)
                .map(Value::origin)
                .orElseGet(() -> fields.origin().child(name));
    }

    public TemplateRefusal refusal(String name, String what) {
        return origin(name).refusal(what);
    }

    /** Returns the {@link #refusal} of what is fine on AWS. */
    public TemplateRefusal notRun(String name, String what) {
        return origin(name).notRun(what);
    }

    public boolean has(String name) {
        return fields.fields().containsKey(name);
    }

    public Set<String> names() {
        return fields.fields().keySet();
    }

    public void only(Set<String> names, String of) {
        for (var name : names()) {
            if (!names.contains(name)) {
                throw refusal(name, "is no property of " + of + Nearest.hint(name, names));
            }
        }
    }

    /** @param why ends the sentence that starts with the property's place */
    public void refuse(String name, String why) {
        if (has(name)) {
            throw refusal(name, why);
        }
    }

    /** Refuses to run, as {@link #refuse} does, what is fine on AWS. */
    public void refuseToRun(String name, String why) {
        if (has(name)) {
            throw notRun(name, why);
        }
    }

    public Optional<Value> value(String name) {
        return fields.get(name);
    }

    public Value required(String name) {
        return value(name).orElseThrow(() -> refusal(name, "is required and missing"));
    }

    public Optional<String> text(String name) {
        return value(name).map(value -> {
            var text = value.asText();
            if (text.contains("{{resolve:")) {
                throw value.origin().notRun("dynamic references such as {{resolve:ssm:…}} are not supported");
            }
            return text;
        });
    }

    public String requiredText(String name) {
        required(name);
        var text = text(name).orElseThrow();
        if (text.isBlank()) {
            throw refusal(name, "is required and empty");
        }
        return text;
    }

    /** Returns one of {@code allowed}, the first if there is none. */
    public String oneOf(String name, List<String> allowed) {
        var text = text(name).orElse(allowed.getFirst());
        if (!allowed.contains(text)) {
            throw refusal(name, text + " is not one of " + String.join(", ", allowed));
        }
        return text;
    }

    public OptionalInt integer(String name, int least, int most) {
        var text = text(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!text.get().matches("-?\\d{1,18}")) {
            throw refusal(name, text.get() + " is no whole number");
        }
        var number = Long.parseLong(text.get());
        if (number < least || number > most) {
            throw refusal(name, number + " is not within " + least + " to " + most);
        }
        return OptionalInt.of((int) number);
    }

    public int integer(String name, int least, int most, int otherwise) {
        return integer(name, least, most).orElse(otherwise);
    }

    public int requiredInteger(String name, int least, int most) {
        requiredText(name);
        return integer(name, least, most).orElseThrow();
    }

    public Optional<Duration> seconds(String name, int least, int most) {
        var seconds = integer(name, least, most);
        return seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsInt())) : Optional.empty();
    }

    public boolean flag(String name, boolean otherwise) {
        return value(name).map(Value::asFlag).orElse(otherwise);
    }

    public Optional<Properties> map(String name) {
        return value(name).map(value -> new Properties(value.asFields()));
    }

    /** Returns the maps of a list of maps. */
    public List<Properties> maps(String name) {
        return items(name).stream().map(item -> new Properties(item.asFields())).toList();
    }

    public List<Value> items(String name) {
        return value(name).map(Value::asItems).orElse(List.of());
    }

    /** Returns a list of text, empty without one. */
    public List<String> texts(String name) {
        return items(name).stream().map(Value::asText).toList();
    }

    /** Returns the values of a map from name to text. */
    public Map<String, String> textMap(String name) {
        var texts = new LinkedHashMap<String, String>();
        map(name)
                .ifPresent(map ->
                        map.names().forEach(key -> texts.put(key, map.text(key).orElseThrow())));
        return texts;
    }
}
