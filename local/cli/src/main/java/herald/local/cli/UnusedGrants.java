package herald.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import herald.local.stack.CannotStart;
import herald.local.stack.Home;
import herald.local.stack.access.GrantReport;
import herald.local.stack.access.GrantUse;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code local/grants}: what a template grants and no run has used. Ends with 0 if all of it was used, with 1 if not, and
 * with 2 and one line on standard error if that can't be told.
 */
public final class UnusedGrants {

    private static final String HELP = """
            Usage: local/grants DIR [TEMPLATE]

            Says what the roles of a template are granted that no run of local/up --grants DIR has used, and what is
            granted more widely than by name.
              DIR        where local/up wrote what was used
              TEMPLATE   of the runs, the template to look at (default: template.yaml of this repository)
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private UnusedGrants() {}

    public static void main(String[] args) {
        if (List.of(args).contains("--help")) {
            System.out.print(HELP);
            return;
        }
        try {
            if (args.length == 0 || args.length > 2) {
                throw new CannotStart("give the directory that local/up --grants wrote to (local/grants --help)");
            }
            Path template = args.length == 2 ? Path.of(args[1]) : Home.located().template();
            System.exit(report(Path.of(args[0]), template.toAbsolutePath().normalize()) ? 0 : 1);
        } catch (CannotStart wrong) {
            System.err.println("local/grants: " + wrong.getMessage());
            System.exit(2);
        }
    }

    /** @return whether nothing is to be said */
    private static boolean report(Path directory, Path template) throws CannotStart {
        List<GrantUse> runs = read(directory);
        List<String> findings = GrantReport.findings(runs, template.toString());
        if (runs.stream().noneMatch(run -> run.template().equals(template.toString()))) {
            throw new CannotStart("no run in " + directory + " was of " + template);
        }
        findings.forEach(System.out::println);
        System.out.println(
                findings.isEmpty()
                        ? "All that the roles of " + template.getFileName() + " are granted was used, in " + runs.size()
                                + " runs."
                        : findings.size() + " findings, in " + runs.size() + " runs.");
        return findings.isEmpty();
    }

    private static List<GrantUse> read(Path directory) throws CannotStart {
        List<GrantUse> runs = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "grants-*.json")) {
            for (Path file : files) {
                runs.add(JSON.readValue(file.toFile(), GrantUse.class));
            }
        } catch (IOException failure) {
            throw new CannotStart("what was used can't be read from " + directory + ": " + failure, failure);
        }
        return runs;
    }
}
