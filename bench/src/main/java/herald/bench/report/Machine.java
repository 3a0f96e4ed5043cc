package herald.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The machine that was measured on; no name that would tell whose it is. */
record Machine(String processor, int cores, String memory, String kernel, String jdk) {

    static Machine read() throws IOException {
        return new Machine(
                value(lines("/proc/cpuinfo"), "model name", "a processor of unknown make"),
                Runtime.getRuntime().availableProcessors(),
                memory(value(lines("/proc/meminfo"), "MemTotal", "")),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vendor.version", "JDK") + " (" + Runtime.version() + ")");
    }

    /** The value of a line {@code name : value}, or the other. */
    static String value(List<String> lines, String name, String otherwise) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse(otherwise);
    }

    /** @param total as {@code /proc/meminfo} has it, in kB, or empty */
    static String memory(String total) {
        if (!total.endsWith(" kB")) {
            return "unknown";
        }
        long kilobytes = Long.parseLong(total.substring(0, total.length() - " kB".length()));
        return String.format(Locale.ROOT, "%.1f GiB", kilobytes / 1024.0 / 1024.0);
    }

    private static List<String> lines(String file) throws IOException {
        Path path = Path.of(file);
        return Files.isReadable(path) ? Files.readAllLines(path) : List.of();
    }

    @Override
    public String toString() {
        return "%s, %d cores, %s memory, %s, JDK %s".formatted(processor, cores, memory, kernel, jdk);
    }
}
