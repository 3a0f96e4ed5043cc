package herald.local.template.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@link Map#copyOf} that keeps the order: what a person wrote first is started, printed and tried first. */
public final class Ordered {

    private Ordered() {}

    public static <K, V> Map<K, V> copyOf(Map<K, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
