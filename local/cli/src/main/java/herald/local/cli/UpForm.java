package herald.local.cli;

import herald.local.stack.Fronts;
import herald.local.stack.Home;
import herald.local.stack.Options;
import herald.local.stack.StartRefusal;
import herald.local.stack.schedules.ScheduleClock;
import herald.local.stack.weather.Chance;
import herald.local.stack.weather.Fault;
import herald.local.stack.weather.Profile;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The command line of {@code local/up}: the names, the help, and what is refused. */
@Command(
        name = "local/up",
        abbreviateSynopsis = true,
        header = "Runs a SAM template with a WebSocket API on this machine, until Ctrl-C.%n",
        description = {
            "%nPrints one line READY {json} when it takes traffic. Functions' logs go to standard error.",
            "Messages on the queues survive a stop, as on AWS; connections and tables do not.%n"
        })
final class UpForm implements Program {

    private static final int HIGHEST_PORT = 65_535;

    @Option(names = "--template", paramLabel = "FILE", description = "SAM template to run (default: Herald's own)")
    private @Nullable Path template;

    @Option(names = "--port", paramLabel = "N", description = "WebSockets, page and console (default: 3000; 0: any)")
    private int port = 3000;

    @Option(names = "--sqs-port", paramLabel = "N", description = "the queues (default: 9324; 0: any)")
    private int sqsPort = 9324;

    @Option(names = "--dynamodb-port", paramLabel = "N", description = "the tables (default: 8000; 0: any)")
    private int dynamodbPort = 8000;

    @Option(
            names = "--dynamodb",
            paramLabel = "URL",
            description = "keep the tables at this endpoint and start no DynamoDB Local; one of those must run with"
                    + " -sharedDb")
    private @Nullable String dynamodb;

    @Option(names = "--parameter", paramLabel = "KEY=VALUE", description = "a template parameter; repeatable")
    private List<String> parameters = new ArrayList<>();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "where queued messages are kept (default: a directory in local/cli/target for each template)")
    private @Nullable Path state;

    @Option(names = "--fresh", description = "drop the messages that an earlier run left on the queues")
    private boolean fresh;

    @Option(
            names = "--tls",
            description = "WebSockets, page, console and @connections by TLS, with a certificate that is made for this"
                    + " run; READY names its file")
    private boolean tls;

    @Option(
            names = "--schedule-speed",
            paramLabel = "N",
            description = "let the clock of the schedules, and of their retries, run N times as fast (default: 1)")
    private int scheduleSpeed = 1;

    @Option(
            names = "--idle-timeout",
            paramLabel = "SECONDS",
            converter = Seconds.class,
            description = "close connections that were idle for so long (default: 600)")
    private Duration idleTimeout = Duration.ofMinutes(10);

    @Option(
            names = "--max-duration",
            paramLabel = "SECONDS",
            converter = Seconds.class,
            description = "close connections that are so old (default: 7200)")
    private Duration maxDuration = Duration.ofHours(2);

    @Mixin
    private QuotaForm quotas = new QuotaForm();

    @Option(
            names = "--disconnect-delay",
            paramLabel = "SECONDS",
            converter = Seconds.class,
            description = "how late $disconnect comes for a client that vanished (default: 60)")
    private Duration disconnectDelay = Duration.ofMinutes(1);

    @Option(names = "--no-disconnects", description = "$disconnect never comes, which AWS allows itself too")
    private boolean noDisconnects;

    @Mixin
    private FaultForm faults = new FaultForm();

    @Mixin
    private BillForm bill = new BillForm();

    @Mixin
    private GrantsForm grants = new GrantsForm();

    @Mixin
    private AlarmForm alarms = new AlarmForm();

    @Option(
            names = "--open",
            negatable = true,
            description = "open the page in a browser (default: if you sit at a desktop)")
    private @Nullable Boolean open;

    @Option(names = "--verbose", description = "say where the time of starting goes, and where failures come from")
    private boolean verbose;

    /** Lists of faults and of weathers follow the options. */
    @Override
    public void adjust(CommandLine commandLine) {
        commandLine.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, _ -> {
            StringBuilder lists = new StringBuilder();
            Consumer<String> line = text -> lists.append(text).append(System.lineSeparator());
            Fault.describe(line);
            Profile.describe(line);
            return lists.toString();
        });
    }

    @Override
    public int run(PrintStream out, PrintStream err) throws StartRefusal {
        Home home = Home.located();
        return new Up(home, checked(home), out, err).run();
    }

    /** @throws StartRefusal naming the option and what is wrong with it */
    Options checked(Home home) throws StartRefusal {
        Options.FaultPlan checkedFaults = checkedFaults();
        return new Options(
                new Options.Input(
                        checkedTemplate(home),
                        parameters(parameters),
                        Optional.ofNullable(state).map(Path::toAbsolutePath),
                        fresh),
                new Options.Endpoints(
                        checkedPort("--port", port),
                        checkedPort("--sqs-port", sqsPort),
                        checkedPort("--dynamodb-port", dynamodbPort),
                        checkedEndpoint(),
                        tls),
                new Options.Speeds(checkedSpeed(), alarms.checkedSpeed()),
                new Options.Behaviour(
                        positive("--idle-timeout", idleTimeout),
                        positive("--max-duration", maxDuration),
                        quotas.checked(),
                        quotas.concurrency(checkedFaults.profile()),
                        disconnectDelay,
                        !noDisconnects),
                checkedFaults,
                new Options.Output(
                        bill.checked(), grants.directory(), open == null ? Browser.isAtHand() : open, verbose));
    }

    private Path checkedTemplate(Home home) throws StartRefusal {
        Path file =
                template == null ? home.template() : template.toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new StartRefusal("--template: there is no file " + file);
        }
        return file;
    }

    private Options.FaultPlan checkedFaults() throws StartRefusal {
        Options.FaultPlan checked = faults.checked();
        boolean fronted = checkedEndpoint().map(Fronts::canStandBefore).orElse(true);
        for (Chance chance : checked.chances()) {
            if (chance.fault().befallsTables() && chance.rate() > 0 && !fronted) {
                throw new StartRefusal("--fault: " + chance.fault().word() + " takes a --dynamodb that is plain http"
                        + (checked.profile() == Profile.CALM ? "" : "; give rate 0 to what a --weather has of it"));
            }
        }
        return checked;
    }

    private static int checkedPort(String option, int port) throws StartRefusal {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new StartRefusal(
                    option + ": " + port + " is not a port; give 1 to " + HIGHEST_PORT + ", or 0 for any");
        }
        return port;
    }

    private int checkedSpeed() throws StartRefusal {
        if (scheduleSpeed < 1 || scheduleSpeed > ScheduleClock.FASTEST) {
            throw new StartRefusal("--schedule-speed: " + scheduleSpeed + " is not 1 to " + ScheduleClock.FASTEST);
        }
        return scheduleSpeed;
    }

    private Optional<URI> checkedEndpoint() throws StartRefusal {
        if (dynamodb == null) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(dynamodb);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return Optional.of(uri);
            }
        } catch (URISyntaxException invalid) {
            // As any other that is not an endpoint.
        }
        throw new StartRefusal("--dynamodb: " + dynamodb + " is not an endpoint such as http://127.0.0.1:8000");
    }

    /** @throws StartRefusal if one is not {@code KEY=VALUE} */
    static Map<String, String> parameters(List<String> parameters) throws StartRefusal {
        Map<String, String> values = new LinkedHashMap<>();
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            if (equals <= 0) {
                throw new StartRefusal("--parameter: " + parameter + " is not KEY=VALUE");
            }
            values.put(parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        return values;
    }

    private static Duration positive(String option, Duration value) throws StartRefusal {
        if (!value.isPositive()) {
            throw new StartRefusal(option + " must be more than 0");
        }
        return value;
    }

    static final class Seconds implements ITypeConverter<Duration> {

        private static final int MILLIS = 3;

        @Override
        public Duration convert(String text) {
            try {
                Duration duration = Duration.ofMillis(
                        new BigDecimal(text).movePointRight(MILLIS).longValueExact());
                if (!duration.isNegative()) {
                    return duration;
                }
            } catch (ArithmeticException | NumberFormatException wrong) {
                // As a negative one.
            }
            throw new TypeConversionException("'" + text + "' is not a number of seconds");
        }
    }
}
