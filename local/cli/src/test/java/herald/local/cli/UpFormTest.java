package herald.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import herald.local.rules.prices.BundledPrices;
import herald.local.stack.Home;
import herald.local.stack.Options;
import herald.local.stack.StartRefusal;
import herald.local.stack.gateway.Quotas;
import herald.local.stack.weather.Chance;
import herald.local.stack.weather.Fault;
import herald.local.stack.weather.Profile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UpFormTest {

    @TempDir
    private Path root;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void writeTemplate() throws Exception {
        Files.createFile(root.resolve("template.yaml"));
    }

    @Test
    void defaultsAreThoseOfTheDesign() throws Exception {
        Options options = read();
        assertThat(options.input().template()).isEqualTo(root.resolve("template.yaml"));
        assertThat(List.of(
                        options.endpoints().port(),
                        options.endpoints().sqsPort(),
                        options.endpoints().dynamodbPort()))
                .containsExactly(3000, 9324, 8000);
        assertThat(options.endpoints().dynamodb()).isEmpty();
        assertThat(options.input().parameters()).isEmpty();
        assertThat(options.input().state()).isEmpty();
        assertThat(List.of(options.speeds().schedules(), options.speeds().alarms()))
                .containsOnly(1);
        assertThat(options.behaviour())
                .isEqualTo(new Options.Behaviour(
                        Duration.ofMinutes(10),
                        Duration.ofHours(2),
                        Quotas.ofAws(),
                        OptionalInt.empty(),
                        Duration.ofMinutes(1),
                        true));
        assertThat(options.faults()).isEqualTo(Options.FaultPlan.none());
        assertThat(options.output().grants()).isEmpty();
        assertThat(List.of(
                        options.input().fresh(),
                        options.endpoints().tls(),
                        options.output().open(),
                        options.output().verbose()))
                .containsOnly(false);
    }

    @Test
    void everyOptionIsRead() throws Exception {
        Options options = read(("--port 0 --sqs-port=1 --dynamodb-port 2 --dynamodb http://127.0.0.1:8001"
                        + " --parameter A=b=c,d --parameter Empty= --state /state --fresh --tls --open --verbose"
                        + " --idle-timeout 1.5 --max-duration 20 --post-rate 3 --post-burst 4"
                        + " --request-rate 7 --request-burst 8 --connect-rate 9 --concurrency 5"
                        + " --disconnect-delay 0 --no-disconnects --schedule-speed 60 --alarm-speed 30"
                        + " --fault throttled=0.25 --fault kill=1 --fault-seed 7 --visibility-timeout 2")
                .split(" "));
        assertThat(List.of(
                        options.endpoints().port(),
                        options.endpoints().sqsPort(),
                        options.endpoints().dynamodbPort()))
                .containsExactly(0, 1, 2);
        assertThat(options.endpoints().dynamodb()).contains(URI.create("http://127.0.0.1:8001"));
        assertThat(options.input().parameters()).isEqualTo(Map.of("A", "b=c,d", "Empty", ""));
        assertThat(options.input().state()).contains(Path.of("/state"));
        assertThat(options.speeds().schedules()).isEqualTo(60);
        assertThat(options.speeds().alarms()).isEqualTo(30);
        assertThat(options.behaviour())
                .isEqualTo(new Options.Behaviour(
                        Duration.ofMillis(1_500),
                        Duration.ofSeconds(20),
                        new Quotas(7, 8, 9, OptionalInt.of(3), OptionalInt.of(4)),
                        OptionalInt.of(5),
                        Duration.ZERO,
                        false));
        assertThat(options.faults())
                .isEqualTo(new Options.FaultPlan(
                        Profile.CALM,
                        List.of(Chance.of(Fault.THROTTLED, 0.25), Chance.of(Fault.KILL, 1)),
                        OptionalLong.of(7),
                        Optional.of(Duration.ofSeconds(2))));
        assertThat(List.of(
                        options.input().fresh(),
                        options.endpoints().tls(),
                        options.output().open(),
                        options.output().verbose()))
                .containsOnly(true);
    }

    @Test
    void aBillIsPrintedUnlessItIsNotWanted() throws Exception {
        assertThat(read().output().bill())
                .isEqualTo(new Options.BillSettings(BundledPrices.read(), true, Optional.empty()));
        Path prices = Files.writeString(root.resolve("mine.json"), "{\"date\": \"today\"}");
        Path bill = root.resolve("bill.json");
        Options.BillSettings settings = read("--no-bill", "--bill", bill.toString(), "--prices", prices.toString())
                .output()
                .bill();
        assertThat(settings.printed()).isFalse();
        assertThat(settings.file()).contains(bill);
        assertThat(settings.prices().date()).isEqualTo("today");
    }

    @Test
    void aBillThatCannotBeMadeIsRefusedAtOnce() throws Exception {
        Path prices = Files.writeString(root.resolve("wrong.json"), "{\"prices\": {\"sqs\": {\"price\": 1}}}");
        assertThatThrownBy(() -> read("--prices", prices.toString()))
                .isInstanceOf(StartRefusal.class)
                .hasMessage("--prices: " + prices + ": prices.sqs: is nothing that has a price here");
        assertThatThrownBy(() -> read("--prices", root + "/none.json"))
                .isInstanceOf(StartRefusal.class)
                .hasMessage("--prices: " + root + "/none.json: there is no such file");
        assertThatThrownBy(() -> read("--bill", root.resolve("none/bill.json").toString()))
                .isInstanceOf(StartRefusal.class)
                .hasMessageStartingWith("--bill: ");
        assertThatThrownBy(() -> read("--bill", root.toString())).hasMessageStartingWith("--bill: ");
    }

    @Test
    void aFaultBesideAWeatherTakesThePlaceOfItsKind() throws Exception {
        Options.FaultPlan storm = read("--weather", "storm", "--fault", "kill=0.5", "--fault", "hang=0")
                .faults();
        assertThat(storm.profile()).isEqualTo(Profile.STORM);
        assertThat(storm.chances())
                .contains(Chance.of(Fault.KILL, 0.5), Chance.of(Fault.HANG, 0), Chance.of(Fault.DUPLICATE, 0.05))
                .extracting(Chance::fault)
                .doesNotHaveDuplicates();
    }

    @Test
    void aWeatherThrottlesAsLambdaDoesUnlessAnotherLimitIsGiven() throws Exception {
        assertThat(read("--weather", "real").behaviour().concurrency()).hasValue(1_000);
        assertThat(read("--weather", "real", "--concurrency", "7").behaviour().concurrency())
                .hasValue(7);
        assertThat(read("--weather", "calm").behaviour().concurrency()).isEmpty();
    }

    @Test
    void helpListsWhatEachWeatherSets() throws Exception {
        assertThat(printed("--help"))
                .contains(
                        "\n  storm ",
                        "    --fault kill=0.02\n",
                        "    --fault gone=0.0002\n",
                        "    --concurrency 1000\n",
                        "\n  real ");
    }

    @Test
    void helpListsEveryKindOfFault() throws Exception {
        String help = printed("--help");
        assertThat(Fault.values()).allSatisfy(fault -> assertThat(help).contains("\n  " + fault.word() + " "));
    }

    @Test
    void theLastOfAnOptionGivenTwiceCounts() throws Exception {
        assertThat(read("--port", "1", "--port", "2").endpoints().port()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--prot 1|Unknown option",
                "extra|Unmatched argument",
                "--port x|--port",
                "--port 65536|--port: 65536 is not a port",
                "--port|--port",
                "--sqs-port -1|--sqs-port: -1 is not a port",
                "--dynamodb localhost:8000|--dynamodb: localhost:8000 is not an endpoint",
                "--parameter Name|--parameter: Name is not KEY=VALUE",
                "--idle-timeout soon|'soon' is not a number of seconds",
                "--idle-timeout 0|--idle-timeout must be more than 0",
                "--max-duration -5|'-5' is not a number of seconds",
                "--post-rate 0|--post-rate must be more than 0",
                "--post-burst many|--post-burst",
                "--request-rate 0|--request-rate must be more than 0",
                "--request-burst -1|--request-burst must be more than 0",
                "--connect-rate 0|--connect-rate must be more than 0",
                "--concurrency 0|--concurrency must be more than 0",
                "--schedule-speed 0|--schedule-speed: 0 is not 1 to 3600",
                "--schedule-speed 3601|--schedule-speed: 3601 is not 1 to 3600",
                "--schedule-speed 1.5|--schedule-speed",
                "--alarm-speed 0|--alarm-speed: 0 is not 1 to 60",
                "--alarm-speed 61|--alarm-speed: 61 is not 1 to 60",
                "--fault eror=1|--fault: there is no fault 'eror'; there are gone, too-large",
                "--fault error|--fault: error is not KIND=RATE",
                "--fault error=1.5|--fault: error: 1.5 is not a rate; give 0 to 1",
                "--fault error=-0.5|--fault: error: -0.5 is not a rate; give 0 to 1",
                "--fault error=often|--fault: 'often' is not a rate; give 0 to 1",
                "--fault error=NaN|--fault: error: NaN is not a rate; give 0 to 1",
                "--fault-seed x|--fault-seed",
                "--weather sunny|--weather: there is no weather 'sunny'; there are calm, real, storm",
                "--weather real --dynamodb https://example.org|--fault: dynamodb-error takes a --dynamodb that is",
                "--visibility-timeout 0|--visibility-timeout: SQS takes whole seconds, 1 to 43200",
                "--visibility-timeout 1.5|--visibility-timeout: SQS takes whole seconds",
                "--visibility-timeout 43201|--visibility-timeout: SQS takes whole seconds",
                "--fault dynamodb-error=1 --dynamodb https://example.org|--fault: dynamodb-error takes a --dynamodb that is",
                "--template /none.yaml|--template: there is no file /none.yaml"
            })
    void badInputIsOneLineThatNamesIt(String commandLine, String complaint) {
        assertThatThrownBy(() -> read(commandLine.split(" ")))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining(complaint)
                .message()
                .hasLineCount(1);
    }

    @Test
    void everyOptionHasALineOfHelp() throws Exception {
        assertThat(printed("--help"))
                .contains(
                        "--template",
                        "--port",
                        "--sqs-port",
                        "--dynamodb-port",
                        "--dynamodb",
                        "--parameter",
                        "--state",
                        "--fresh",
                        "--schedule-speed",
                        "--alarm-speed",
                        "--idle-timeout",
                        "--max-duration",
                        "--post-rate",
                        "--post-burst",
                        "--request-rate",
                        "--request-burst",
                        "--connect-rate",
                        "--concurrency",
                        "--disconnect-delay",
                        "--no-disconnects",
                        "--fault=",
                        "--weather",
                        "--fault-seed",
                        "--visibility-timeout",
                        "--[no-]open",
                        "--verbose",
                        "--help",
                        "--version");
    }

    @Test
    void whereTheUseOfGrantsIsWrittenIsAbsolute() throws Exception {
        assertThat(read("--grants", "here").output().grants())
                .contains(Path.of("here").toAbsolutePath());
    }

    @Test
    void theVersionIsPrinted() throws Exception {
        assertThat(printed("--version")).startsWith("Herald ");
    }

    private Options read(String... args) throws Exception {
        UpForm form = new UpForm();
        assertThat(Program.read(
                        Program.commandLine(form), args, new PrintStream(printed, true, StandardCharsets.UTF_8)))
                .isTrue();
        return form.checked(new Home(root));
    }

    private String printed(String option) throws Exception {
        assertThat(Program.read(
                        Program.commandLine(new UpForm()),
                        new String[] {option},
                        new PrintStream(printed, true, StandardCharsets.UTF_8)))
                .isFalse();
        return printed.toString(StandardCharsets.UTF_8);
    }
}
