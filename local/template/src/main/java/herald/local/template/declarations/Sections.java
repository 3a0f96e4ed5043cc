package herald.local.template.declarations;

import herald.local.template.text.Findings;
import herald.local.template.text.NameList;
import herald.local.template.text.Value;
import herald.local.template.values.Properties;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The template's top level. */
public final class Sections {

    static final String SAM = "AWS::Serverless-2016-10-31";

    private static final String VERSION = "2010-09-09";
    private static final String EXTENSIONS = "AWS::LanguageExtensions";

    private static final Set<String> NAMES = NameList.of("""
            AWSTemplateFormatVersion Transform Description Metadata Parameters Mappings Conditions Globals Resources
            Rules Hooks Outputs
            """);

    private final Properties top;

    private final Findings findings;

    public Sections(Value.Fields template, Findings findings) {
        this.top = new Properties(template);
        this.findings = findings;
        for (var section : List.of("Rules", "Hooks")) {
            findings.step(() -> top.refuseToRun(section, "is not supported by the stand-in"));
        }
        findings.step(() -> top.only(NAMES, "a template"));
        findings.step(() -> top.required("Resources"));
        findings.step(this::checkVersion);
    }

    private void checkVersion() {
        var version = top.text("AWSTemplateFormatVersion").orElse(VERSION);
        if (!version.equals(VERSION)) {
            throw top.refusal("AWSTemplateFormatVersion", version + " is none; the only one is " + VERSION);
        }
    }

    public Value.Fields of(String name) {
        var none = Value.Fields.none(top.origin(name));
        return findings.tried(() -> top.value(name).map(Value::asFields).orElse(none), none);
    }

    /** Returns the names of the macros by which the template is transformed. */
    Set<String> transforms() {
        var names = new LinkedHashSet<String>();
        top.value("Transform")
                .ifPresent(value -> value.asOneOrMore()
                        .forEach(item -> findings.tried(() -> transform(item)).ifPresent(names::add)));
        if (!names.contains(SAM)) {
            findings.step(() -> top.refuse("Globals", "needs Transform: " + SAM));
        }
        return names;
    }

    public boolean languageExtensions() {
        return transforms().contains(EXTENSIONS);
    }

    /** Returns whether macros that are not run may add what the template refers to. */
    public boolean addsMore() {
        return transforms().stream().anyMatch(name -> !name.equals(SAM) && !name.equals(EXTENSIONS))
                || NAMES.stream()
                        .flatMap(section -> top.value(section).stream())
                        .anyMatch(section -> section instanceof Value.Fields map
                                && map.fields().keySet().stream().anyMatch(key -> key.startsWith("Fn::")));
    }

    private String transform(Value item) {
        var name = item instanceof Value.Fields map ? new Properties(map).requiredText("Name") : item.asText();
        if (!name.equals(SAM) && !name.equals(EXTENSIONS)) {
            var macro = "the macro " + name + " is not run by the stand-in";
            if (name.equals("AWS::Serverless") || name.startsWith("AWS::Serverless-")) {
                findings.refuse(item.origin(), macro + "; SAM's is " + SAM);
            } else {
                findings.notRun(item.origin(), macro);
            }
        }
        return name;
    }

    /** Refuses SAM's types without their transform, by which alone CloudFormation knows them. */
    public void checkTransform(Iterable<Declaration> resources) {
        if (transforms().contains(SAM)) {
            return;
        }
        for (var resource : resources) {
            if (resource.type().startsWith("AWS::Serverless::")) {
                findings.refuse(resource.origin(), resource.type() + " needs Transform: " + SAM);
            }
        }
    }
}
