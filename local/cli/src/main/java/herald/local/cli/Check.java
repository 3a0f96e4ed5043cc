package herald.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import herald.local.stack.Addresses;
import herald.local.stack.CannotStart;
import herald.local.stack.Home;
import herald.local.template.Critic;
import herald.local.template.spec.Finding;
import herald.local.template.spec.Finding.Kind;
import herald.local.template.spec.Place;
import herald.local.template.spec.Refusal;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code local/check}: prints what is wrong with a template. Ends with 0 if there are remarks at most, with 1 if
 * anything is refused or not run, with 2 and one line on standard error if there is no template to read.
 */
public final class Check {

    private static final int FOUND = 1;
    private static final int CANNOT_START = 2;

    private Check() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int code = run(args, out, err);
        out.flush();
        System.exit(code);
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        Optional<CheckForm.Wanted> wanted;
        List<Finding> findings;
        try {
            wanted = CheckForm.read(args, Home.located(), new PrintWriter(out, true, StandardCharsets.UTF_8));
            if (wanted.isEmpty()) {
                return 0;
            }
            findings = Critic.check(wanted.get().template(), wanted.get().parameters(), place());
        } catch (CannotStart | Refusal wrong) {
            err.println("local/check: " + wrong.getMessage());
            return CANNOT_START;
        }
        if (wanted.get().json()) {
            out.println(json(findings, wanted.get().shown()));
        } else {
            print(findings, wanted.get().shown(), out);
        }
        return findings.stream().allMatch(finding -> finding.kind() == Kind.REMARK) ? 0 : FOUND;
    }

    /** Of AWS, since nothing is run here that addresses could lead to. */
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
