package herald.local.cli;

import herald.local.stack.CannotStart;
import herald.local.stack.Home;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line of {@code local/check}: the names, the help, and what is refused. */
@Command(
        name = "local/check",
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        header = "Says what AWS would refuse of a SAM template, or would not do as it is written. Runs nothing.%n",
        description = {
            "%nEach finding is a line FILE:LINE: Resource.Property: sentence, refused ones first.",
            "Ends with 0 if there are remarks at most, with 1 if anything is refused or not run, with 2 if there is no"
                    + " template to read.%n"
        })
final class CheckForm {

    /**
     * What {@code local/check} was told, checked.
     *
     * @param template absolute
     * @param shown the template as it was named on the command line
     */
    record Wanted(Path template, String shown, Map<String, String> parameters, boolean json) {

        Wanted {
            parameters = Map.copyOf(parameters);
        }
    }

    @Option(names = "--template", paramLabel = "FILE", description = "template to check (default: Herald's own)")
    private @Nullable Path template;

    @Option(
            names = "--parameter",
            paramLabel = "KEY=VALUE",
            description =
                    "a template parameter, kept at this value; repeatable. Of the others that conditions or mappings"
                            + " ask for, every allowed value is tried")
    private List<String> parameters = new ArrayList<>();

    @Option(names = "--json", description = "print a JSON array of the findings in place of lines")
    private boolean json;

    @Option(names = "--help", usageHelp = true, description = "print this and end")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "print the version and end")
    private boolean version;

    private CheckForm() {}

    /**
     * Reads a command line.
     *
     * @param out gets help or version if that is all that was asked for
     * @return empty if so
     * @throws CannotStart naming the option and what is wrong with it
     */
    static Optional<Wanted> read(String[] args, Home home, PrintWriter out) throws CannotStart {
        CheckForm form = new CheckForm();
        CommandLine commandLine = new CommandLine(form).setOverwrittenOptionsAllowed(true);
        try {
            commandLine.parseArgs(args);
        } catch (ParameterException wrong) {
            throw new CannotStart(CommandLineForm.firstLine(wrong) + " (local/check --help lists the options)", wrong);
        }
        if (form.help) {
            commandLine.usage(out);
            return Optional.empty();
        }
        if (form.version) {
            commandLine.printVersionHelp(out);
            return Optional.empty();
        }
        Path file = form.template == null ? home.template() : form.template;
        if (!Files.isRegularFile(file)) {
            throw new CannotStart("--template: there is no file " + file);
        }
        return Optional.of(new Wanted(
                file.toAbsolutePath().normalize(),
                file.normalize().toString(),
                CommandLineForm.parameters(form.parameters),
                form.json));
    }
}
