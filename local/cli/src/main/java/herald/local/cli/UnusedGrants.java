package herald.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import herald.local.stack.Home;
import herald.local.stack.StartRefusal;
import herald.local.stack.access.GrantReport;
import herald.local.stack.access.GrantUse;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code local/grants}: what a template grants and no run has used. Ends with 0 if all of it was used, with 1 if not,
 * and with 2 and one line on standard error if that can't be told.
 */
@Command(
        name = "local/grants",
        header =
                "Says what the roles of a template are granted that no run of local/up --grants DIR has used, and what is"
                        + " granted more widely than by name.%n",
        parameterListHeading = "%n")
public final class UnusedGrants implements Program {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(index = "0", paramLabel = "DIR", description = "where local/up wrote what was used")
    private Path directory = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TEMPLATE",
            description = "of the runs, the template to look at (default: template.yaml of this repository)")
    private @Nullable Path template;

    UnusedGrants() {}

    public static void main(String[] args) {
        Program.main(new UnusedGrants(), args);
    }

    @Override
    public int run(PrintStream out, PrintStream err) throws StartRefusal {
        Path file = template == null ? Home.located().template() : template;
        String of = file.toAbsolutePath().normalize().toString();
        List<GrantUse> runs = read(directory);
        if (runs.stream().noneMatch(run -> run.template().equals(of))) {
            throw new StartRefusal("no run in " + directory + " was of " + of);
        }
        List<String> findings = GrantReport.findings(runs, of);
        findings.forEach(out::println);
        out.println(
                findings.isEmpty()
                        ? "All that the roles of " + file.getFileName() + " are granted was used, in " + runs.size()
                                + " runs."
                        : findings.size() + " findings, in " + runs.size() + " runs.");
        return findings.isEmpty() ? 0 : 1;
    }

    private static List<GrantUse> read(Path directory) throws StartRefusal {
        List<GrantUse> runs = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "grants-*.json")) {
            for (Path file : files) {
                runs.add(JSON.readValue(file.toFile(), GrantUse.class));
            }
        } catch (IOException failure) {
            throw new StartRefusal("what was used can't be read from " + directory + ": " + failure, failure);
        }
        return runs;
    }
}
