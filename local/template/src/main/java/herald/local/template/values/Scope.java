package herald.local.template.values;

import herald.local.template.spec.Place;
import herald.local.template.spec.TemplateRefusal;
import herald.local.template.text.Findings;
import herald.local.template.text.Origin;
import herald.local.template.text.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names that a template's functions may refer to besides resources and conditions.
 *
 * @param languageExtensions whether the template is transformed by {@code AWS::LanguageExtensions}
 * @param findings told what is wrong where a function is called
 */
public record Scope(
        Place place,
        Map<String, Value> parameters,
        Value.Fields mappings,
        boolean languageExtensions,
        Findings findings) {

    static final String NO_VALUE = "AWS::NoValue";

    /** Returns a parameter's or pseudo parameter's value as seen from {@code at}. */
    Optional<Value> named(String name, Origin at) {
        if (name.startsWith("AWS::")) {
            return Optional.of(pseudo(name, at));
        }
        return Optional.ofNullable(parameters.get(name)).map(value -> value.at(at));
    }

    /** @throws TemplateRefusal if the template may not use what only {@code AWS::LanguageExtensions} has */
    void requireExtensions(String function, Origin at) {
        if (!languageExtensions) {
            throw at.refusal(function + " needs AWS::LanguageExtensions among the template's Transforms");
        }
    }

    private Value pseudo(String name, Origin at) {
        return switch (name) {
            case NO_VALUE -> new Value.Nothing(at);
            case "AWS::Region" -> new Value.Text(at, place.region());
            case "AWS::AccountId" -> new Value.Text(at, place.account());
            case "AWS::StackName" -> new Value.Text(at, place.stackName());
            case "AWS::StackId" -> new Value.Text(at, stackId());
            case "AWS::Partition" -> new Value.Text(at, Arns.PARTITION);
            case "AWS::URLSuffix" -> new Value.Text(at, Arns.URL_SUFFIX);
            case "AWS::NotificationARNs" -> new Value.Items(at, List.of());
            default -> throw at.refusal("there is no pseudo parameter " + name);
        };
    }

    private String stackId() {
        var unique = Arns.letters(place.stackName(), 32, "0123456789abcdef");
        var id = unique.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
        return new Arns(place).of("cloudformation", "stack/" + place.stackName() + "/" + id);
    }
}
