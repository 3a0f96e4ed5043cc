package herald.local.template.text;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names as a text, set apart by white space. */
public final class NameList {

    private NameList() {}

    /** Returns the names in their order. */
    public static Set<String> of(String names) {
        return Collections.unmodifiableSet(
                new LinkedHashSet<>(List.of(names.strip().split("\\s+", -1))));
    }
}
