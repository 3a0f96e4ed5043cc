package herald.local.template;

import java.util.LinkedHashSet;
import java.util.Set;

/** The template's top level. */
final class Sections {

    static final String SAM = "AWS::Serverless-2016-10-31";

    private static final String VERSION = "2010-09-09";
    private static final String EXTENSIONS = "AWS::LanguageExtensions";

    private static final Set<String> NAMES = Set.of(
            "AWSTemplateFormatVersion",
            "Transform",
            "Description",
            "Metadata",
            "Parameters",
            "Mappings",
            "Conditions",
            "Globals",
            "Resources",
            "Outputs");

    private final Properties top;

    Sections(Value.Fields template) {
        this.top = new Properties(template);
        top.refuse("Rules", "is not supported by the stand-in");
        top.refuse("Hooks", "is not supported by the stand-in");
        top.only(NAMES, "a template");
        top.required("Resources");
        var version = top.text("AWSTemplateFormatVersion").orElse(VERSION);
        if (!version.equals(VERSION)) {
            throw top.refusal("AWSTemplateFormatVersion", version + " is none; the only one is " + VERSION);
        }
    }

    Value.Fields of(String name) {
        return top.value(name).map(Value::asFields).orElseGet(() -> Value.Fields.none(top.origin(name)));
    }

    /** @return the names of the macros by which the template is transformed, each one known */
    Set<String> transforms() {
        var names = new LinkedHashSet<String>();
        top.value("Transform").ifPresent(value -> value.asOneOrMore().forEach(item -> names.add(transform(item))));
        if (!names.contains(SAM)) {
            top.refuse("Globals", "needs Transform: " + SAM);
        }
        return names;
    }

    boolean languageExtensions() {
        return transforms().contains(EXTENSIONS);
    }

    private static String transform(Value item) {
        var name = item instanceof Value.Fields map ? new Properties(map).requiredText("Name") : item.asText();
        if (!name.equals(SAM) && !name.equals(EXTENSIONS)) {
            throw item.origin().refusal("the macro " + name + " is not run by the stand-in");
        }
        return name;
    }

    /** SAM's types are known to CloudFormation by their transform only. */
    void checkTransform(Iterable<Declared> resources) {
        if (transforms().contains(SAM)) {
            return;
        }
        for (var resource : resources) {
            if (resource.type().startsWith("AWS::Serverless::")) {
                throw resource.origin().refusal(resource.type() + " needs Transform: " + SAM);
            }
        }
    }
}
