package herald.local.template.declarations;

import herald.local.template.text.Findings;
import herald.local.template.text.Origin;
import herald.local.template.text.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The names that a template mentions anywhere, in the branches that this run does not take too: all of them have to
 * exist, and what is declared and mentioned nowhere is worth knowing.
 */
public final class Mentions {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_.:]+)}");

    private final Sections sections;
    private final Declarations declarations;
    private final Findings findings;
    private final Set<String> names = new HashSet<>();
    private final Set<String> conditions = new HashSet<>();
    private final Set<String> mappings = new HashSet<>();

    /** This is true if some mapping is chosen by a function, so that it may be any. */
    private boolean anyMapping;

    private boolean judged;

    public Mentions(Sections sections, Declarations declarations, Findings findings) {
        this.sections = sections;
        this.declarations = declarations;
        this.findings = findings;
    }

    public void check() {
        for (var section : List.of("Conditions", "Globals", "Resources", "Outputs", "Rules")) {
            // Of what a condition may refer to, Conditions has said all.
            judged = !section.equals("Conditions");
            sections.of(section).fields().forEach((_, body) -> {
                visit(body);
                mentionCondition(body);
            });
        }
        // Whoever sets it expects something to come of it. Parts of a template that others look up are another matter.
        tellUnused("Parameters", names, at -> findings.idle(at, "this parameter is used nowhere"));
        tellUnused("Conditions", conditions, at -> findings.remark(at, "this condition is used nowhere"));
        if (!anyMapping) {
            tellUnused("Mappings", mappings, at -> findings.remark(at, "this mapping is used nowhere"));
        }
    }

    private void tellUnused(String section, Set<String> used, Consumer<Origin> tell) {
        if (declarations.generated().hasAny()) {
            return;
        }
        sections.of(section).fields().forEach((name, body) -> {
            if (!used.contains(name)) {
                tell.accept(body.origin());
            }
        });
    }

    /** The attribute of a resource or an output, which elsewhere may be anything, such as a part of a policy. */
    private void mentionCondition(Value body) {
        if (body instanceof Value.Fields map
                && map.get("Condition").orElse(null) instanceof Value.Text(var _, var name)) {
            conditions.add(name);
        }
    }

    private void visit(Value value) {
        switch (value) {
            case Value.Text _, Value.Nothing _, Value.Unknown _ -> {}
            case Value.Items list -> list.items().forEach(this::visit);
            case Value.Fields map -> {
                map.fields().values().forEach(this::visit);
                if (map.fields().size() == 1) {
                    call(map);
                }
            }
        }
    }

    private void call(Value.Fields map) {
        var function = map.fields().keySet().iterator().next();
        var argument = map.fields().values().iterator().next();
        switch (function) {
            case "Ref" -> mention(argument, map.origin());
            case "Condition" -> mentionCondition(map);
            case "Fn::Sub" -> substitute(argument);
            case "Fn::If" -> condition(argument);
            case "Fn::FindInMap" -> mapping(argument);
            case "Fn::GetAtt" -> attribute(argument, map.origin());
            default -> {}
        }
    }

    private void condition(Value argument) {
        if (first(argument) instanceof Value.Text(var at, var name)) {
            conditions.add(name);
            if (sections.of("Conditions").get(name).isEmpty()) {
                findings.refuse(at, "there is no condition " + name);
            }
        }
    }

    private void mapping(Value argument) {
        if (first(argument) instanceof Value.Text(var _, var name)) {
            mappings.add(name);
        } else {
            anyMapping = true;
        }
    }

    private void attribute(Value argument, Origin at) {
        if (argument instanceof Value.Text(var _, var dotted)) {
            mention(dotted.replaceFirst("\\..*", ""), at);
        } else if (first(argument) instanceof Value.Text(var _, var id)) {
            mention(id, at);
        }
    }

    private void substitute(Value argument) {
        var own = argument instanceof Value.Items(var _, var items)
                        && items.size() == 2
                        && items.get(1) instanceof Value.Fields map
                ? map.fields().keySet()
                : Set.<String>of();
        if (first(argument) instanceof Value.Text(var at, var pattern)) {
            var variable = VARIABLE.matcher(pattern);
            while (variable.find()) {
                if (!own.contains(variable.group(1))) {
                    mention(variable.group(1), at);
                }
            }
        }
    }

    private static Value first(Value argument) {
        return argument instanceof Value.Items(var _, var items) && !items.isEmpty() ? items.getFirst() : argument;
    }

    private void mention(Value argument, Origin at) {
        if (argument instanceof Value.Text(var _, var name)) {
            mention(name, at);
        }
    }

    private void mention(String written, Origin at) {
        var name = written.startsWith("AWS::") ? written : written.replaceFirst("\\..*", "");
        names.add(name);
        if (!judged
                || name.startsWith("AWS::")
                || sections.of("Parameters").get(name).isPresent()
                || sections.of("Resources").get(name).isPresent()
                || declarations.isGenerated(name)) {
            return;
        }
        findings.step(() -> {
            throw declarations.missing(name, at);
        });
    }
}
