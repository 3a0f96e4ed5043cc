package herald.local.template.text;

import herald.local.template.spec.Ordered;
import herald.local.template.spec.TemplateRefusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of a template and where it stands. Numbers and booleans are kept as they were written, since CloudFormation
 * takes {@code 30} and {@code "30"} alike; what one means is decided by the property that it is read for.
 */
public sealed interface Value {

    Origin origin();

    /** Returns the same value at another place: what a function gives stands where the function was called. */
    default Value at(Origin other) {
        return switch (this) {
            case Text(var _, var text) -> new Text(other, text);
            case Items(var _, var items) -> new Items(other, items);
            case Fields(var _, var fields) -> new Fields(other, fields);
            case Nothing _ -> new Nothing(other);
            case Unknown _ -> new Unknown(other);
        };
    }

    record Text(Origin origin, String text) implements Value {}

    record Items(Origin origin, List<Value> items) implements Value {

        public Items {
            items = List.copyOf(items);
        }
    }

    record Fields(Origin origin, Map<String, Value> fields) implements Value {

        public Fields {
            fields = Ordered.copyOf(fields);
        }

        public Optional<Value> get(String name) {
            return Optional.ofNullable(fields.get(name));
        }

        public static Fields none(Origin origin) {
            return new Fields(origin, Map.of());
        }
    }

    /** {@code AWS::NoValue}: what would hold it does without. Only functions make one; a written null is refused. */
    record Nothing(Origin origin) implements Value {}

    /**
     * A value that was refused already, or can't be known here, such as another stack's export: whoever needs to look
     * at it gives up in silence.
     */
    record Unknown(Origin origin) implements Value {}

    default String kind() {
        return switch (this) {
            case Text _ -> "a single value";
            case Items _ -> "a list";
            case Fields _ -> "a map";
            case Nothing _ -> "nothing";
            case Unknown _ -> "unknown";
        };
    }

    default Fields asFields() {
        return switch (this) {
            case Fields map -> map;
            case Unknown _ -> throw TemplateRefusal.inSilence();
            case Text _, Items _, Nothing _ -> throw origin().refusal("must be a map and is " + kind());
        };
    }

    default List<Value> asItems() {
        return switch (this) {
            case Items list -> list.items();
            case Unknown _ -> throw TemplateRefusal.inSilence();
            case Text _, Fields _, Nothing _ -> throw origin().refusal("must be a list and is " + kind());
        };
    }

    /** A list's items, or the value alone where AWS takes one for a list of one. */
    default List<Value> asOneOrMore() {
        return switch (this) {
            case Items list -> list.items();
            case Text _, Fields _, Nothing _, Unknown _ -> List.of(this);
        };
    }

    default boolean asFlag() {
        return switch (asText()) {
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default -> throw origin().refusal(asText() + " is neither true nor false");
        };
    }

    default boolean isText(String text) {
        return this instanceof Text single && single.text().equals(text);
    }

    default String asText() {
        return switch (this) {
            case Text single -> single.text();
            case Unknown _ -> throw TemplateRefusal.inSilence();
            case Items _, Fields _, Nothing _ -> throw origin().refusal("must be a single value and is " + kind());
        };
    }
}
