package herald.local.template.values;

import herald.local.template.spec.TemplateRefusal;
import herald.local.template.text.Origin;
import herald.local.template.text.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Conditions section, evaluated when it is made so that a mistake is found in every condition. */
public final class Conditions {

    /** Conditions are decided before there is any resource (AWS docs, Conditions syntax). */
    private static final References NO_RESOURCES = new References() {
        @Override
        public String ref(String logicalId, Origin at) {
            throw at.refusal("there is no parameter " + logicalId + ", and a condition can't refer to a resource");
        }

        @Override
        public String attribute(String logicalId, String attribute, Origin at) {
            throw at.refusal("a condition can't use Fn::GetAtt");
        }

        @Override
        public boolean isResource(String dotted) {
            return false;
        }
    };

    private final Value.Fields declared;
    private final Intrinsics intrinsics;
    private final Map<String, Boolean> known = new HashMap<>();
    private final Deque<String> underway = new ArrayDeque<>();
    private final Set<String> wrong = new HashSet<>();

    public Conditions(Value.Fields declared, Scope scope) {
        this.declared = declared;
        this.intrinsics = new Intrinsics(scope, this::holds, NO_RESOURCES);
        declared.fields().forEach((name, condition) -> scope.findings().step(() -> holds(name, condition.origin())));
    }

    public boolean holds(String name, Origin at) {
        var already = known.get(name);
        if (already != null) {
            return already;
        }
        if (name.startsWith("Fn::")) {
            throw at.notRun(name + " is not supported by the stand-in");
        }
        var condition = declared.get(name).orElseThrow(() -> at.refusal("there is no condition " + name));
        if (underway.contains(name)) {
            throw condition.origin().refusal("depends on itself");
        }
        if (wrong.contains(name)) {
            throw TemplateRefusal.inSilence();
        }
        underway.push(name);
        wrong.add(name);
        try {
            var holds = evaluate(condition);
            wrong.remove(name);
            known.put(name, holds);
            return holds;
        } finally {
            underway.pop();
        }
    }

    private boolean evaluate(Value condition) {
        var map = condition.asFields();
        if (map.fields().size() != 1) {
            throw map.origin().refusal("a condition is one of Fn::Equals, Fn::And, Fn::Or, Fn::Not, Condition");
        }
        var function = map.fields().keySet().iterator().next();
        var argument = map.fields().values().iterator().next();
        return switch (function) {
            case "Condition" -> holds(argument.asText(), map.origin());
            case "Fn::Equals" -> equal(Arguments.of(argument, function, 2, 2));
            case "Fn::Not" -> !evaluate(Arguments.of(argument, function, 1, 1).get(0));
            // Both sides are looked at in any case, since a mistake is one on any side.
            case "Fn::And" ->
                Arguments.of(argument, function, 2, 10).stream()
                        .map(this::evaluate)
                        .reduce(true, Boolean::logicalAnd);
            case "Fn::Or" ->
                Arguments.of(argument, function, 2, 10).stream()
                        .map(this::evaluate)
                        .reduce(false, Boolean::logicalOr);
            default -> throw map.origin().refusal(function + " is no condition");
        };
    }

    private boolean equal(List<Value> sides) {
        return intrinsics.text(sides.get(0)).equals(intrinsics.text(sides.get(1)));
    }
}
