package herald.sweep;

import static herald.connections.MemoryConnections.heard;
import static org.assertj.core.api.Assertions.assertThat;

import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.connections.Phase;
import herald.dialects.Dialect;
import herald.dialects.Dialects;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection of an hour, due in the middle of a window of a minute, unless a test says otherwise. */
class VerdictTest {

    private static final ConnectionId ID = new ConnectionId("L0SM9cOFvHcCIhw=");
    private static final Duration INTERVAL = Duration.ofMinutes(4);
    private static final DueTimes RULES = new DueTimes(INTERVAL, Duration.ofMinutes(110));
    private static final Instant DUE = RULES.lastDue(ID, Instant.parse("2026-11-24T12:00:00Z"));
    private static final Instant BEFORE = DUE.minus(INTERVAL);
    private static final Instant CONNECTED = DUE.minus(Duration.ofHours(1));
    private static final Instant LONG_AGO = DUE.minus(Duration.ofDays(1));
    private static final Window WINDOW = new Window(DUE.minusSeconds(30), DUE.plusSeconds(30), LONG_AGO);

    @Test
    void whoIsDueAndHasAnsweredIsPinged() {
        assertThat(of(heard(joined(), BEFORE))).isEqualTo(new Verdict.Ping());
        assertThat(of(heard(joined(), DUE))).isEqualTo(new Verdict.Ping());
    }

    @Test
    void whoHasNotAnsweredThePingBeforeIsDead() {
        assertThat(of(heard(joined(), BEFORE.minusMillis(1)))).isEqualTo(new Verdict.CloseDead());
        assertThat(of(joined())).isEqualTo(new Verdict.CloseDead());
    }

    @Test
    void whoWasPerhapsNotPingedBeforeIsNotDead() {
        assertThat(of(joined(), new Window(WINDOW.from(), WINDOW.to(), BEFORE.plusMillis(1))))
                .isEqualTo(new Verdict.Ping());
        assertThat(of(joined(), new Window(WINDOW.from(), WINDOW.to(), BEFORE))).isEqualTo(new Verdict.CloseDead());
    }

    @Test
    void whoHasConnectedSinceItWasDueBeforeIsNotDead() {
        assertThat(of(connected(BEFORE))).isEqualTo(new Verdict.Ping());
        assertThat(of(connected(BEFORE.minusMillis(1)))).isEqualTo(new Verdict.CloseDead());
    }

    @Test
    void whoIsNotDueIsLeft() {
        assertThat(of(joined(), new Window(DUE.plusMillis(1), DUE.plusSeconds(60), LONG_AGO)))
                .isEqualTo(new Verdict.Leave());
        assertThat(of(joined(), new Window(DUE.minusSeconds(60), DUE, LONG_AGO)))
                .isEqualTo(new Verdict.Leave());
        assertThat(of(joined(), new Window(DUE, DUE.plusMillis(1), LONG_AGO))).isEqualTo(new Verdict.CloseDead());
    }

    @Test
    void whoWasDueBeforeItConnectedIsLeft() {
        assertThat(of(connected(DUE))).isEqualTo(new Verdict.Leave());
        assertThat(of(connected(DUE.plusSeconds(1)))).isEqualTo(new Verdict.Leave());
        assertThat(of(connected(DUE.minusMillis(1)))).isEqualTo(new Verdict.Ping());
    }

    @Test
    void whoIsDueSeveralTimesIsPingedOnce() {
        var window = new Window(DUE.minus(INTERVAL.multipliedBy(3)), DUE.plusSeconds(30), DUE.plusSeconds(30));

        assertThat(of(joined(), window)).isEqualTo(new Verdict.Ping());
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENING", "JOINING"})
    void whoDoesNotJoinIsStuckAfterAMinute(Phase phase) {
        Connection young = in(phase, WINDOW.to().minusSeconds(60).plusMillis(1));

        assertThat(of(young)).isEqualTo(new Verdict.Leave());
        assertThat(of(in(phase, WINDOW.to().minusSeconds(60)))).isEqualTo(new Verdict.CloseStuck());
        assertThat(of(in(phase, CONNECTED))).isEqualTo(new Verdict.CloseStuck());
    }

    @Test
    void whoGetsOldIsReplacedWhetherItIsDueOrNot() {
        var connection = heard(joined(), DUE);
        Instant age = RULES.recycleAt(connection);

        assertThat(of(connection, new Window(age.minusSeconds(60), age, LONG_AGO)))
                .isEqualTo(new Verdict.Recycle());
        assertThat(of(connection, new Window(age.minusSeconds(61), age.minusMillis(1), LONG_AGO)))
                .isNotEqualTo(new Verdict.Recycle());
        assertThat(of(in(Phase.OPENING, DUE.minus(Duration.ofHours(2))))).isEqualTo(new Verdict.CloseStuck());
    }

    @Test
    void recoverableClientsAreNoOthers() {
        assertThat(of(new Connection(ID, Dialects.RECOVERABLE_SOCKET_IO, CONNECTED)))
                .isEqualTo(new Verdict.CloseDead());
    }

    @Test
    void plainAndBatchClientsAreToldSomethingIfTheyAskedForIt() {
        for (Dialect dialect : Dialects.ALL) {
            if (dialect.subprotocol().isPresent()) {
                var connection = new Connection(ID, dialect, CONNECTED);
                var old = new Connection(ID, dialect, DUE.minus(Duration.ofMinutes(119)));
                assertThat(of(connection)).isEqualTo(new Verdict.Leave());
                assertThat(of(old)).isEqualTo(new Verdict.Leave());
                assertThat(of(connection.keptAlive())).isEqualTo(new Verdict.KeepAlive());
                assertThat(of(old.keptAlive())).isEqualTo(new Verdict.KeepAlive());
                assertThat(of(connection.keptAlive(), new Window(DUE.plusMillis(1), WINDOW.to(), LONG_AGO)))
                        .isEqualTo(new Verdict.Leave());
            }
        }
    }

    private static Verdict of(Connection row) {
        return of(row, WINDOW);
    }

    private static Verdict of(Connection row, Window window) {
        return Verdict.of(row, window, RULES);
    }

    private static Connection joined() {
        return connected(CONNECTED);
    }

    private static Connection connected(Instant at) {
        return in(Phase.JOINED, at);
    }

    private static Connection in(Phase phase, Instant at) {
        return new Connection(ID, Dialects.SOCKET_IO, at).in(phase);
    }
}
