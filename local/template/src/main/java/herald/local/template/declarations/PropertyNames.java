package herald.local.template.declarations;

import herald.local.template.facts.TypeFacts;
import herald.local.template.values.Properties;
import java.util.Map;
import java.util.Set;

/**
 * The properties that exist on AWS for each type that the stand-in runs, so that a misspelt one is found before it is
 * deployed. Those without effect here are accepted; those that would need something else are refused where they are
 * read.
 */
public final class PropertyNames {

    private static final Map<String, Set<String>> NAMES = TypeFacts.ALL.properties();

    private PropertyNames() {}

    public static boolean knows(String type) {
        return NAMES.containsKey(type);
    }

    static Set<String> types() {
        return NAMES.keySet();
    }

    static Set<String> of(String type) {
        return NAMES.getOrDefault(type, Set.of());
    }

    /** Does nothing for a type that is read and ignored. */
    public static void check(String type, Properties properties) {
        var names = NAMES.get(type);
        if (names != null) {
            properties.only(names, type);
        }
    }
}
