package herald.local.template.functions;

import herald.local.template.declarations.ResourceTypes;
import herald.local.template.resources.FunctionName;
import herald.local.template.resources.PhysicalNames;
import herald.local.template.resources.PublishedQualifier;
import herald.local.template.resources.Resource;
import herald.local.template.resources.Resources;
import herald.local.template.spec.TemplateRefusal;
import herald.local.template.text.Origin;
import herald.local.template.text.Value;
import herald.local.template.values.Arns;
import herald.local.template.values.Properties;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The template's functions by every name that a caller may use for them. */
public final class Callees {

    /**
     * A function (logical id) as a caller calls it: by an alias or a version, {@link FunctionName#LATEST} if it names
     * none.
     */
    public record Callee(String function, String qualifier) {

        @Override
        public String toString() {
            return qualifier.equals(FunctionName.LATEST) ? function : function + ":" + qualifier;
        }
    }

    private static final Pattern INVOCATION =
            Pattern.compile("arn:aws[a-z-]*:apigateway:[a-z0-9-]+:lambda:path/2015-03-31/functions/(.+)/invocations");

    private static final String FUNCTION = ":function:";

    private final Arns arns;
    private final Map<String, String> idsByName = new LinkedHashMap<>();
    private final Map<String, Set<String>> qualifiers = new HashMap<>();

    /** Functions that have aliases of unknown names. */
    private final Set<String> vague = new HashSet<>();

    public Callees(Resources resources, PhysicalNames physical) {
        this.arns = physical.arns();
        var findings = physical.findings();
        for (var function : resources.of(ResourceTypes.FUNCTION, ResourceTypes.PLAIN_FUNCTION)) {
            findings.step(() -> add(function, physical));
        }
        for (var version : resources.of(ResourceTypes.VERSION)) {
            findings.step(() -> add(version, PublishedQualifier.FIRST_VERSION));
        }
        for (var alias : resources.of(ResourceTypes.ALIAS)) {
            findings.step(() -> alias.properties().requiredText("FunctionVersion"));
            findings.step(() -> add(alias, alias.properties().requiredText("Name")));
        }
    }

    private void add(Resource function, PhysicalNames physical) {
        var known = qualifiersOf(function.id());
        known.add(FunctionName.LATEST);
        var other = idsByName.putIfAbsent(physical.name(function.declared()), function.id());
        if (other != null) {
            throw function.properties().refusal("FunctionName", "is the name of " + other + " too");
        }
        if (function.properties().value("AutoPublishAlias").orElse(null) instanceof Value.Unknown) {
            vague.add(function.id());
            return;
        }
        PublishedQualifier.alias(function.declared(), physical.intrinsics()).ifPresent(alias -> {
            known.add(PublishedQualifier.FIRST_VERSION);
            known.add(alias);
        });
    }

    private void add(Resource owner, String qualifier) {
        var name = owner.properties().requiredText("FunctionName");
        var function = find(name, owner.properties().origin("FunctionName")).function();
        qualifiersOf(function).add(qualifier);
    }

    private Set<String> qualifiersOf(String function) {
        return qualifiers.computeIfAbsent(function, _ -> new LinkedHashSet<>());
    }

    /** @param text a name or an ARN, with or without a qualifier */
    public Callee find(String text, Origin at) {
        var name = FunctionName.parse(text, at);
        var account = text.indexOf(FUNCTION);
        if (account >= 0 && !arns.function("").endsWith(text.substring(0, account) + FUNCTION)) {
            throw at.notRun(text + " is in another Region or account than this run");
        }
        var function = idsByName.get(name.name());
        if (function == null) {
            throw nobody(name.name(), at);
        }
        if (name.qualifier().isEmpty()) {
            return new Callee(function, FunctionName.LATEST);
        }
        if (!qualifiersOf(function).contains(name.qualifier())) {
            if (vague.contains(function)) {
                throw TemplateRefusal.inSilence();
            }
            throw at.refusal("function " + function + " has no version or alias " + name.qualifier());
        }
        return new Callee(function, name.qualifier());
    }

    /** A name that is a logical id wants a Ref; any other may be that of another stack's function. */
    private TemplateRefusal nobody(String name, Origin at) {
        var sentence = "there is no function named " + name + " in this template";
        return qualifiers.containsKey(name)
                ? at.refusal(sentence + "; that is a logical id, so Ref or Fn::GetAtt is missing")
                : at.notRun(sentence);
    }

    /** @param property one that holds the URI by which API Gateway invokes a function */
    public Callee invokedBy(Properties properties, String property) {
        var uri = properties.requiredText(property);
        var at = properties.origin(property);
        if (uri.contains("${stageVariables.")) {
            throw at.notRun("stage variables in a URI are not supported by the stand-in");
        }
        var form = INVOCATION.matcher(uri);
        if (!form.matches()) {
            throw at.refusal(
                    uri + " does not invoke a function; that is arn:aws:apigateway:REGION:lambda:path/2015-03-31"
                            + "/functions/FUNCTION_ARN/invocations");
        }
        return find(form.group(1), at);
    }

    /** Returns the alias that the template publishes, or {@link FunctionName#LATEST}. */
    public String published(String function) {
        if (vague.contains(function)) {
            throw TemplateRefusal.inSilence();
        }
        return qualifiersOf(function).stream()
                .reduce((_, last) -> last)
                .filter(last -> !last.equals(PublishedQualifier.FIRST_VERSION))
                .orElse(FunctionName.LATEST);
    }
}
