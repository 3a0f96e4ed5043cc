package herald.local.template.text;

import java.util.Set;

/** CloudFormation's functions by name, and how a call is told from a map (AWS docs, intrinsic functions). */
public final class FunctionNames {

    /** The names that may stand behind {@code !}; a function that can't be evaluated here is refused when it is met. */
    private static final Set<String> SHORT = NameList.of("""
            Ref Condition GetAtt Sub Join Select Split If FindInMap Base64 Equals And Or Not Length ToJsonString
            ImportValue Cidr GetAZs Transform ForEach
            """);

    private FunctionNames() {}

    /** Returns whether there is such a function, by its name behind {@code !}. */
    public static boolean isShort(String name) {
        return SHORT.contains(name);
    }

    /** Returns whether a map's key calls a function. */
    public static boolean isFunction(String key) {
        return key.equals("Ref") || key.startsWith("Fn::");
    }

    /** Returns whether a map is a call and nothing else. */
    public static boolean isCall(Value.Fields map) {
        return map.fields().size() == 1
                && isFunction(map.fields().keySet().iterator().next());
    }
}
