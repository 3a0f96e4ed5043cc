package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * What bench/soak runs: the fault tests at full length. {@code mvn verify} leaves it out, since its name ends in no Test.
 *
 * <p>System properties: {@code herald.soak.share} shortens all of it, for a look at whether it works;
 * {@code herald.soak.parameters} are template parameters, with commas between.
 */
final class Soak {

    private static final double SHARE = Double.parseDouble(System.getProperty("herald.soak.share", "1"));
    private static final String PARAMETERS = System.getProperty("herald.soak.parameters", "");

    /** Two hundred kills at random moments with two thousand clients. */
    @Test
    void kills() throws IOException {
        Findings findings = record("kills", new Ordeal.Kills(2_000, scaled(200), 20));

        assertNothingLost(findings);
        assertThat(findings.closed()).isZero();
        assertThat(findings.repeats()).isLessThanOrEqualTo(findings.rightRepeats());
    }

    /** Ten minutes in which three posts in ten fail. */
    @Test
    void faults() throws IOException {
        Duration publishing = Duration.ofSeconds(scaled(600));

        assertNothingLost(record("faults", new Ordeal.MixedFaults(100, 100, publishing, 0.0002)));
    }

    /** Ten minutes of the stand-in's worst weather. */
    @Test
    void storm() throws IOException {
        assertNothingLost(record("storm", new Storm(100, 100, Duration.ofSeconds(scaled(600)))));
    }

    /** Ten thousand messages in twenty groups of a FIFO queue. */
    @Test
    void fifo() throws IOException {
        Findings findings = record("fifo", new Ordeal.Order(40, 20, scaled(10_000), 300));

        assertNothingLost(findings);
        assertThat(findings.disorder()).isEmpty();
    }

    /** The same in four shards, each of which has its turn on the delivery queue. */
    @Test
    void shards() throws IOException {
        Findings findings =
                record("shards", new Ordeal.Order(40, 20, scaled(2_000), 300), "--parameter", "AudienceShards=4");

        assertNothingLost(findings);
        assertThat(findings.disorder()).isEmpty();
    }

    /**
     * A quarter of an hour at the intervals that users have, half of them Socket.IO clients: long enough for three pings to
     * each. Other stock clients than Java's take part where they are installed.
     */
    @Test
    void sessions() throws IOException {
        Findings findings = record("sessions", new Sessions(500, 500, 5, Duration.ofSeconds(scaled(900))));

        assertNothingLost(findings);
        assertThat(findings.closed()).isZero();
    }

    private static void assertNothingLost(Findings findings) {
        assertThat(findings.lost()).isZero();
        assertThat(findings.dead()).isZero();
    }

    private static Findings record(String name, Ordeal ordeal, String... more) throws IOException {
        List<String> options = new ArrayList<>(List.of(more));
        List.of(PARAMETERS.split(",")).stream()
                .filter(Predicate.not(String::isBlank))
                .forEach(parameter -> options.addAll(List.of("--parameter", parameter)));
        Findings findings = ordeal.run(options);
        String known = PARAMETERS.isEmpty() ? name : name + ", " + PARAMETERS;
        if (SHARE == 1) {
            SoakTable.put(known, findings);
        }
        System.out.println(Findings.HEADER + findings.row(known, SHARE == 1 ? "now" : "now, shortened: no result"));
        return findings;
    }

    private static int scaled(int whole) {
        return Math.max(1, (int) Math.round(whole * SHARE));
    }
}
