package herald.architecture;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The table of who may import whom, with whole names. Immutable.
 *
 * @param root the package that all names in the text are below
 */
record ImportTable(String root, Map<String, List<String>> rows) {

    /** Reads a row a line, {@code package : package package}; {@link Walls} says what a name means. */
    static ImportTable read(String root, String text) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String line : text.lines().filter(one -> !one.isBlank()).toList()) {
            String[] sides = line.split(":", -1);
            if (sides.length != 2) {
                throw new IllegalArgumentException("not one colon: " + line);
            }
            List<String> allowed = Arrays.stream(sides[1].split(" ", -1))
                    .filter(name -> !name.isEmpty())
                    .map(name -> whole(root, name))
                    .toList();
            if (rows.put(whole(root, sides[0].strip()), allowed) != null) {
                throw new IllegalArgumentException("a second row: " + line);
            }
        }
        return new ImportTable(root, rows);
    }

    Set<String> packages() {
        return rows.keySet();
    }

    boolean has(String name) {
        return rows.containsKey(name);
    }

    boolean isBelowRoot(String name) {
        return isWithin(name, root);
    }

    /** Returns whether a package is of this module or of another of ours. */
    boolean isOurs(String name) {
        return isWithin(name, firstWord(root));
    }

    /** Returns whether a package may import another. Libraries it may. */
    boolean allows(String name, String other) {
        return name.equals(other)
                || !isOurs(other)
                || rows.getOrDefault(name, List.of()).stream()
                        .anyMatch(allowed -> allowed.endsWith(".*")
                                ? isWithin(other, allowed.substring(0, allowed.length() - 2))
                                : other.equals(allowed));
    }

    String whole(String name) {
        return whole(root, name);
    }

    /** All that is ours begins with it. */
    private static String firstWord(String name) {
        return name.split("\\.", 2)[0];
    }

    private static String whole(String root, String name) {
        String ours = firstWord(root);
        return switch (name) {
            case "." -> root;
            case "*" -> ours + ".*";
            default -> isWithin(name, ours) ? name : root + "." + name;
        };
    }

    static boolean isWithin(String name, String parent) {
        return name.equals(parent) || name.startsWith(parent + ".");
    }
}
