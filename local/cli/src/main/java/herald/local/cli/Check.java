package herald.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import herald.local.stack.Addresses;
import herald.local.stack.Home;
import herald.local.stack.StartRefusal;
import herald.local.template.Critic;
import herald.local.template.spec.Finding;
import herald.local.template.spec.Finding.Kind;
import herald.local.template.spec.Place;
import herald.local.template.spec.TemplateRefusal;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code local/check}: prints what is wrong with a template. Ends with 0 if there are remarks at most, with 1 if
 * anything is refused or not run, with 2 and one line on standard error if there is no template to read.
 */
@Command(
        name = "local/check",
        header = "Says what AWS would refuse of a SAM template, or would not do as it is written. Runs nothing.%n",
        description = {
            "%nEach finding is a line FILE:LINE: Resource.Property: sentence, refused ones first.",
            "Ends with 0 if there are remarks at most, with 1 if anything is refused or not run, with 2 if there is no"
                    + " template to read.%n"
        })
public final class Check implements Program {

    private static final int FOUND = 1;

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

    Check() {}

    public static void main(String[] args) {
        Program.main(new Check(), args);
    }

    @Override
    public int run(PrintStream out, PrintStream err) throws StartRefusal, TemplateRefusal {
        Path file = template == null ? Home.located().template() : template;
        if (!Files.isRegularFile(file)) {
            throw new StartRefusal("--template: there is no file " + file);
        }
        String shown = file.normalize().toString();
        List<Finding> findings =
                Critic.check(file.toAbsolutePath().normalize(), UpForm.parameters(parameters), place());
        if (json) {
            out.println(json(findings, shown));
        } else {
            print(findings, shown, out);
        }
        return findings.stream().allMatch(finding -> finding.kind() == Kind.REMARK) ? 0 : FOUND;
    }

    /** Returns addresses of AWS, since nothing is run here that others could lead to. */
    private static Place place() {
        return new Place(
                Addresses.REGION,
                Addresses.ACCOUNT,
                "checked",
                "gateway.invalid",
                true,
                "https://sqs." + Addresses.REGION + ".amazonaws.com");
    }

    private static void print(List<Finding> findings, String file, PrintStream out) {
        for (Finding finding : findings) {
            String line = finding.text(file);
            out.println(
                    switch (finding.kind()) {
                        case REFUSED, IDLE -> line;
                        case NOT_RUN -> line + " [not run]";
                        case REMARK -> line + " [remark]";
                    });
        }
        out.println(file + ": " + count(findings, Kind.REFUSED) + " refused, " + count(findings, Kind.NOT_RUN)
                + " not run, " + count(findings, Kind.REMARK) + " remarks");
    }

    private static long count(List<Finding> findings, Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }

    private static ArrayNode json(List<Finding> findings, String file) {
        ArrayNode array = new ObjectMapper().createArrayNode();
        for (Finding finding : findings) {
            array.addObject()
                    .put("kind", finding.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .put("file", file)
                    .put("line", finding.line())
                    .put("at", finding.shortPath())
                    .put("sentence", finding.sentence());
        }
        return array;
    }
}
