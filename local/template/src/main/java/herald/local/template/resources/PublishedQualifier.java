package herald.local.template.resources;

import herald.local.template.declarations.Declaration;
import herald.local.template.declarations.Declarations;
import herald.local.template.declarations.ResourceTypes;
import herald.local.template.text.Value;
import herald.local.template.values.Arns;
import herald.local.template.values.Intrinsics;
import java.util.Optional;

/**
 * The version or the alias that SAM publishes for a function with {@code AutoPublishAlias} ({@code alias} is empty for
 * the version): what {@code Function.Alias}, {@code Function.Version} and the logical id
 * {@code Function + "Alias" + name} mean (SAM specification, generated resources).
 */
public record PublishedQualifier(Declaration function, String alias) {

    /** A stack that was just made has published each function once. */
    public static final String FIRST_VERSION = "1";

    static Optional<PublishedQualifier> of(String logicalId, Declarations declarations, Intrinsics intrinsics) {
        var dot = logicalId.indexOf('.');
        if (dot > 0) {
            var function = Optional.ofNullable(declarations.present().get(logicalId.substring(0, dot)));
            return function.flatMap(owner -> alias(owner, intrinsics)
                    .flatMap(name -> switch (logicalId.substring(dot + 1)) {
                        case "Alias" -> Optional.of(new PublishedQualifier(owner, name));
                        case "Version" -> Optional.of(new PublishedQualifier(owner, ""));
                        default -> Optional.empty();
                    }));
        }
        if (!logicalId.contains("Alias") || declarations.present().containsKey(logicalId)) {
            return Optional.empty();
        }
        return declarations.present().values().stream()
                .filter(function -> logicalId.startsWith(function.id() + "Alias"))
                .flatMap(function -> alias(function, intrinsics).stream()
                        .filter(name -> logicalId.equals(logicalIdOf(function, name)))
                        .map(name -> new PublishedQualifier(function, name)))
                .findFirst();
    }

    /** Logical ids hold letters and digits only, so SAM writes the others as letters. */
    private static String logicalIdOf(Declaration function, String alias) {
        return function.id() + "Alias" + alias.replace('-', 'D').replace('_', 'U');
    }

    public static Optional<String> alias(Declaration function, Intrinsics intrinsics) {
        if (!function.type().equals(ResourceTypes.FUNCTION)) {
            return Optional.empty();
        }
        return function.properties()
                .get("AutoPublishAlias")
                .map(intrinsics::resolve)
                .filter(value -> !(value instanceof Value.Nothing))
                .map(Value::asText);
    }

    String arn(Arns arns, String functionName) {
        return arns.function(functionName) + ":" + (alias.isEmpty() ? FIRST_VERSION : alias);
    }
}
