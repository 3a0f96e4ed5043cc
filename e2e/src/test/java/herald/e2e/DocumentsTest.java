package herald.e2e;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents of the repository: their links lead somewhere, and README says what the template has. */
final class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern PARAMETER =
            Pattern.compile("^  (\\w+):\n    Type: .*\n    Default: \"?(.*?)\"?$", Pattern.MULTILINE);

    @Test
    void linksLeadSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        List<Path> documents = documents();
        for (Path document : documents) {
            for (MatchResult link : LINK.matcher(prose(document)).results().toList()) {
                if (!leadsSomewhere(document, link)) {
                    broken.add(RunningStack.ROOT.relativize(document) + ": " + link.group());
                }
            }
        }
        assertThat(documents).hasSizeGreaterThan(20);
        assertThat(broken).isEmpty();
    }

    @Test
    void readmeIsShort() throws IOException {
        assertThat(Files.readAllLines(readme())).hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void readmeHasEachParameterWithItsDefault() throws IOException {
        String template = Files.readString(RunningStack.ROOT.resolve("template.yaml"));
        String parameters = template.substring(template.indexOf("\nParameters:"), template.indexOf("\nMappings:"));
        List<String> rows = PARAMETER
                .matcher(parameters)
                .results()
                .map(each -> "| `" + each.group(1) + "` | "
                        + (each.group(2).isEmpty() ? "none" : "`" + each.group(2) + "`") + " |")
                .toList();
        assertThat(rows).hasSize(count(parameters, "^  \\w+:$"));
        assertThat(Files.readString(readme())).contains(rows);
    }

    @Test
    void mapHasEachPackageAndNoOther() throws IOException {
        List<String> rows = Pattern.compile("^\\| `(herald[\\w.]*)` \\|", Pattern.MULTILINE)
                .matcher(Files.readString(RunningStack.ROOT.resolve("docs/architecture.md")))
                .results()
                .map(row -> row.group(1))
                .toList();
        List<String> packages = new ArrayList<>();
        for (String module :
                List.of("functions", "local/rules", "local/template", "local/stack", "local/cli", "bill")) {
            Path sources = RunningStack.ROOT.resolve(module).resolve("src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                files.filter(file -> file.endsWith("package-info.java"))
                        .map(file ->
                                sources.relativize(file.getParent()).toString().replace('/', '.'))
                        .forEach(packages::add);
            }
        }
        assertThat(rows).containsExactlyInAnyOrderElementsOf(packages);
    }

    private static boolean leadsSomewhere(Path document, MatchResult link) throws IOException {
        Path target = link.group(1).isEmpty()
                ? document
                : document.resolveSibling(link.group(1)).normalize();
        if (link.group(2) == null || !Files.exists(target)) {
            return Files.exists(target);
        }
        return prose(target)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(DocumentsTest::anchor)
                .anyMatch(link.group(2)::equals);
    }

    /** What GitHub makes of a heading: small letters, digits and hyphens. */
    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    /** Returns a document without its blocks of code. */
    private static String prose(Path document) throws IOException {
        return Files.readString(document).replaceAll("(?ms)^```.*?^```$", "");
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(RunningStack.ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(not(DocumentsTest::isForeign))
                    .toList();
        }
    }

    /** Whether something else put it there: the build, a package manager. */
    private static boolean isForeign(Path file) {
        String path = RunningStack.ROOT.relativize(file).toString();
        return Stream.of("target", "node_modules", ".git", ".aws-sam")
                .anyMatch(folder -> ("/" + path).contains("/" + folder + "/"));
    }

    private static Path readme() {
        return RunningStack.ROOT.resolve("README.md");
    }

    private static int count(String text, String lines) {
        return (int) Pattern.compile(lines, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .count();
    }
}
