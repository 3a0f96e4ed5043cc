package herald.local.rules.prices;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The counts of a moment, by item and by what it was counted of: a function, a queue, a table. Immutable.
 *
 * @param values in the unit in which the item {@linkplain Item#countedPerUnit is counted}
 */
public record ItemCounts(Map<Item, Map<String, Long>> values) {

    public ItemCounts {
        Map<Item, Map<String, Long>> copies = new EnumMap<>(Item.class);
        values.forEach((item, parts) -> copies.put(item, Map.copyOf(parts)));
        values = Map.copyOf(copies);
    }

    public static ItemCounts none() {
        return new ItemCounts(Map.of());
    }

    /** Returns the count of all together. */
    public long of(Item item) {
        return parts(item).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns the counts of an item by logical id, in their order. */
    public Map<String, Long> parts(Item item) {
        return new TreeMap<>(values.getOrDefault(item, Map.of()));
    }

    /** Returns what has come since then. */
    public ItemCounts since(ItemCounts earlier) {
        Map<Item, Map<String, Long>> differences = new EnumMap<>(Item.class);
        values.forEach((item, parts) -> {
            Map<String, Long> before = earlier.values.getOrDefault(item, Map.of());
            Map<String, Long> now = new TreeMap<>();
            parts.forEach((of, count) -> now.put(of, count - before.getOrDefault(of, 0L)));
            differences.put(item, now);
        });
        return new ItemCounts(differences);
    }

    /** Collects counts one by one. Not thread-safe. */
    public static final class Tally {

        private final Map<Item, Map<String, Long>> values = new EnumMap<>(Item.class);

        public Tally add(Item item, String of, long count) {
            values.computeIfAbsent(item, _ -> new TreeMap<>()).merge(of, count, Long::sum);
            return this;
        }

        public ItemCounts counts() {
            return new ItemCounts(values);
        }
    }
}
