package herald.local.cli;

import herald.local.stack.StartRefusal;
import herald.local.template.spec.TemplateRefusal;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * A command of the stand-in; its fields are its options, as picocli fills them in. All begin and end alike:
 * {@code --help} and {@code --version} print and end with 0, and what can't be done is one line on standard error and
 * ends with 2.
 */
interface Program {

    /** The code that a program ends with if it can't do what it was told. */
    int REFUSED = 2;

    /** Does what the options say, and returns the code to end with. */
    int run(PrintStream out, PrintStream err) throws StartRefusal, TemplateRefusal;

    /** Says to picocli what its annotations can't. */
    default void adjust(CommandLine commandLine) {}

    /** The process of a program, from its arguments to its end. */
    static void main(Program program, String... args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(program, args, out, err));
    }

    /** Runs a program, and returns the code to end with. */
    static int run(Program program, String[] args, PrintStream out, PrintStream err) {
        CommandLine commandLine = commandLine(program);
        try {
            return read(commandLine, args, out) ? program.run(out, err) : 0;
        } catch (StartRefusal | TemplateRefusal wrong) {
            err.println(commandLine.getCommandName() + ": " + firstLine(wrong));
            return REFUSED;
        }
    }

    static CommandLine commandLine(Program program) {
        CommandLine commandLine =
                new CommandLine(program).setOverwrittenOptionsAllowed(true).setUsageHelpAutoWidth(true);
        commandLine
                .getCommandSpec()
                .versionProvider(new Version())
                .addOption(OptionSpec.builder("--help")
                        .usageHelp(true)
                        .description("print this and end")
                        .build())
                .addOption(OptionSpec.builder("--version")
                        .versionHelp(true)
                        .description("print the version and end")
                        .build())
                .usageMessage()
                .sortOptions(false);
        program.adjust(commandLine);
        return commandLine;
    }

    /**
     * Fills in a program's options, and returns whether there is something to do: {@code out} gets help or version if
     * asked for.
     *
     * @throws StartRefusal naming the option that is wrong
     */
    static boolean read(CommandLine commandLine, String[] args, PrintStream out) throws StartRefusal {
        try {
            commandLine.parseArgs(args);
        } catch (ParameterException wrong) {
            throw new StartRefusal(
                    firstLine(wrong) + " (" + commandLine.getCommandName() + " --help lists the options)", wrong);
        }
        if (commandLine.isUsageHelpRequested()) {
            commandLine.usage(out);
            return false;
        }
        if (commandLine.isVersionHelpRequested()) {
            commandLine.printVersionHelp(out);
            return false;
        }
        return true;
    }

    /** Returns what a failure says, for a person, in one line. */
    static String firstLine(Exception failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
