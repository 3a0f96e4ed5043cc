package herald.bill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import herald.local.rules.prices.BadPrices;
import herald.local.rules.prices.Bill;
import herald.local.rules.prices.BillJson;
import herald.local.rules.prices.BillTable;
import herald.local.rules.prices.BundledPrices;
import herald.local.rules.prices.Prices;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * {@code local/bill}: what a month of Herald would cost on AWS. Ends with 0 when it has said it; with 2 and one line on
 * standard error if what it was asked makes no sense.
 */
@Command(
        name = "local/bill",
        sortOptions = false,
        usageHelpAutoWidth = true,
        abbreviateSynopsis = true,
        header = "Estimates what a month of Herald costs on AWS, without running it.%n")
public final class Estimate {

    private static final int REFUSED = 2;

    @Option(names = "--connections", paramLabel = "N", required = true, description = "clients that are connected")
    private long connections;

    @Option(
            names = "--messages-per-minute",
            paramLabel = "N",
            required = true,
            description = "messages sent to the publish queue")
    private long perMinute;

    @Option(names = "--size", paramLabel = "BYTES", description = "of a message's data (default: 400)")
    private int size = 400;

    @Option(names = "--dialect", paramLabel = "D", description = "plain, batch or socketio (default: plain)")
    private String dialect = "plain";

    @Option(
            names = "--together",
            paramLabel = "N",
            description = "messages that come at one time, 1 to 10, in one SendMessageBatch: one invocation takes them,"
                    + " and a batch client gets them as one message (default: 1)")
    private int together = 1;

    @Option(names = "--hours", paramLabel = "N", description = "of a day in which this is so (default: 24, all month)")
    private BigDecimal hours = BigDecimal.valueOf(24);

    @Option(
            names = "--client-messages-per-minute",
            paramLabel = "N",
            description = "messages that clients publish, all of them together (default: 0)")
    private long fromClients;

    @Option(names = "--shards", paramLabel = "N", description = "AudienceShards (default: 1)")
    private int shards = 1;

    @Option(names = "--memory", paramLabel = "MB", description = "MemorySize of BroadcastFunction (default: 1769)")
    private int memory = 1769;

    @Option(names = "--fifo", description = "QueueType fifo")
    private boolean fifo;

    @Option(
            names = "--posts-per-second",
            paramLabel = "N",
            description = "of one fan-out (default: 15000, as bench/results/sample.md has it), never more than the"
                    + " account's 10,000 over all shards")
    private int pace = 15_000;

    @Option(
            names = "--invocation-ms",
            paramLabel = "N",
            description = "what an invocation takes beside its posts (default: 20, assumed)")
    private int overhead = 20;

    @Option(
            names = "--connection-minutes",
            paramLabel = "N",
            description = "how long a connection lasts, up to 120 (default: 120; socketio: 110)")
    private @Nullable Integer lasting;

    @Option(names = "--prices", paramLabel = "FILE", description = "prices in place of those of us-east-1")
    private @Nullable Path prices;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Option(names = "--help", usageHelp = true, description = "print this and end")
    private boolean help;

    private Estimate() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(args, out, err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        Estimate estimate = new Estimate();
        CommandLine commandLine = new CommandLine(estimate).setOverwrittenOptionsAllowed(true);
        try {
            commandLine.parseArgs(args);
            if (estimate.help) {
                commandLine.usage(out);
            } else {
                estimate.print(out);
            }
            return 0;
        } catch (ParameterException wrong) {
            err.println("local/bill: "
                    + String.valueOf(wrong.getMessage()).lines().findFirst().orElse("")
                    + " (local/bill --help lists the options)");
        } catch (BadPrices wrong) {
            err.println("local/bill: --prices: " + wrong.getMessage());
        } catch (NoSuchFileException none) {
            err.println("local/bill: --prices: " + none.getFile() + ": there is no such file");
        } catch (IOException unreadable) {
            err.println("local/bill: --prices: " + estimate.prices + ": " + unreadable.getMessage());
        } catch (Nonsense wrong) {
            err.println("local/bill: " + wrong.getMessage());
        }
        return REFUSED;
    }

    /** An option's value makes no sense. */
    private static final class Nonsense extends Exception {

        private static final long serialVersionUID = 1L;

        Nonsense(String option, Object value, String wanted) {
            super(option + ": " + value + " is not " + wanted);
        }
    }

    private void print(PrintStream out) throws BadPrices, IOException, Nonsense {
        Workload load = load();
        Prices listed = prices == null
                ? BundledPrices.read()
                : BundledPrices.read().overriddenBy(prices.toString(), Files.readAllBytes(prices));
        Model.Counted month = Model.of(load);
        Bill bill = Bill.of(month.counts(), listed);
        if (json) {
            printJson(out, listed, month, bill);
            return;
        }
        out.println("A month of 730 hours in " + listed.region() + ", prices of " + listed.date() + ", no free tier");
        out.println();
        BillTable.of(bill, 2).forEach(out::println);
        out.println();
        out.println("How the counts come about");
        month.steps().forEach(step -> out.println("  " + step));
        out.println();
        out.println("Assumed");
        assumptions(load).forEach(assumption -> out.println("  " + assumption));
        warning(load).ifPresent(out::println);
    }

    private static void printJson(PrintStream out, Prices listed, Model.Counted month, Bill bill) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("currency", "USD");
        all.put("region", listed.region());
        all.put("pricesOf", listed.date());
        all.putAll(BillJson.of(bill));
        all.put("steps", month.steps());
        try {
            out.println(new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(all));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Workload load() throws Nonsense {
        DialectSizes spoken = DialectSizes.named(dialect)
                .orElseThrow(() -> new Nonsense("--dialect", dialect, "one of " + DialectSizes.words()));
        int minutes = lasting == null ? (spoken == DialectSizes.SOCKETIO ? 110 : 120) : lasting;
        between("--connections", connections, 0, 10_000_000);
        between("--messages-per-minute", perMinute, 0, 1_000_000);
        between("--client-messages-per-minute", fromClients, 0, 1_000_000);
        between("--size", size, 1, 131_072 - 74);
        between("--together", together, 1, 10);
        between("--shards", shards, 1, 256);
        between("--memory", memory, 128, 10_240);
        between("--posts-per-second", pace, 1, 1_000_000);
        between("--invocation-ms", overhead, 1, 900_000);
        between("--connection-minutes", minutes, 1, 120);
        if (hours.signum() < 0 || hours.compareTo(BigDecimal.valueOf(24)) > 0) {
            throw new Nonsense("--hours", hours, "0 to 24");
        }
        return new Workload(
                connections,
                new Workload.Messages(perMinute, fromClients, size, together),
                spoken,
                hours,
                new Workload.Settings(shards, memory, pace, overhead, minutes, fifo));
    }

    private static void between(String option, long value, long least, long most) throws Nonsense {
        if (value < least || value > most) {
            throw new Nonsense(option, value, least + " to " + most);
        }
    }

    /** Returns a sentence on what the account's quota does not allow, and which costs more or does not happen. */
    private static Optional<String> warning(Workload load) {
        long posts = load.postsPerSecond();
        return posts < Workload.QUOTA
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%nThat is %,d posts a second. API Gateway's quota is %,d by default: ask AWS for more, or let"
                                + " batch clients get several together.",
                        posts,
                        Workload.QUOTA));
    }

    private static List<String> assumptions(Workload load) {
        Workload.Settings settings = load.settings();
        return List.of(
                load.messages().together() + " messages come together (--together); those of clients come one by one.",
                "A fan-out makes " + String.format(Locale.ROOT, "%,d", settings.postsPerSecond())
                        + " posts a second (--posts-per-second;"
                        + " bench/results/sample.md: 15,001 at 10 ms a post on one core), and no more than 10,000 over all"
                        + " shards, API Gateway's default quota.",
                "An invocation takes " + settings.overheadMillis()
                        + " ms beside its posts (--invocation-ms). Nothing is"
                        + " owed, throttled or delivered twice; nobody starts cold.",
                "A connection lasts " + settings.connectionMinutes() + " minutes (--connection-minutes), and another"
                        + " follows at once. Events have the name item_added.",
                "An invocation logs " + Model.LOGGED + " bytes. Lambda polls each of two queues with five long polls of"
                        + " 20 s, day and night, and SweepFunction runs each minute.",
                "Monitoring: stage. CloudWatch gives an account ten metrics, ten alarms and three dashboards for nothing.",
                "The rest as the meter counts it: docs/stand-in.md, What it would cost.");
    }
}
