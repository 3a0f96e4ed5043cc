package herald.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The table in {@code bench/results/soak.md}: of each soak, with the parameters it had, the latest run. */
final class SoakTable {

    private static final Path FILE = RunningStack.ROOT.resolve("bench/results/soak.md");

    private static final String HEAD = """
            # Soak

            Written by `bench/soak`: of each the latest run at full length. Each client keeps an account of what it got, and is
            owed all that was published while it was connected. *repeats* are deliveries of a message that a client had already.

            """ + Findings.HEADER;

    private SoakTable() {}

    /** Puts the findings in the place of those that stood under the same name. */
    static void put(String name, Findings findings) throws IOException {
        String row = findings.row(name, whenAndWhere());
        var rows = new TreeMap<String, String>();
        if (Files.exists(FILE)) {
            try (Stream<String> lines = Files.lines(FILE)) {
                lines.dropWhile(line -> !line.startsWith("|---"))
                        .skip(1)
                        .filter(line -> line.startsWith("|"))
                        .forEach(line -> rows.put(nameIn(line), line));
            }
        }
        rows.put(nameIn(row), row);
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, HEAD + String.join("\n", rows.values()) + "\n");
    }

    private static String nameIn(String row) {
        return row.split("\\|", 3)[1].trim();
    }

    /** When and on what something was measured. */
    static String whenAndWhere() throws IOException {
        return String.format(
                Locale.ROOT,
                "%s, %s, %d cores, %s memory, JDK %s",
                LocalDate.now(ZoneOffset.UTC),
                value("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                value("/proc/meminfo", "MemTotal"),
                Runtime.version());
    }

    private static String value(String file, String name) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(file));
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse("unknown");
    }
}
