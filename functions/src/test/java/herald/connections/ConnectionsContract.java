package herald.connections;

import static herald.Samples.ids;
import static org.assertj.core.api.Assertions.assertThat;

import herald.dialects.Dialect;
import herald.dialects.Dialects;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every implementation of {@link Connections} keeps to. Each test has a channel of its own. */
@Timeout(60)
abstract class ConnectionsContract extends PhasesContract {

    static final int PAGE_ROWS = 10;
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void whatIsAddedIsFoundAsItWas() {
        var connection = connection("L0SM9cOFvHcCIhw=", Dialects.BATCH, Duration.ofMillis(123));
        get(connections().add(audience, connection));

        assertThat(get(connections().find(audience, connection.id()))).contains(connection);
        assertThat(get(connections().page(audience, null))).isEqualTo(new Page(List.of(connection), null));
        assertThat(get(connections().find(new Audience(audience.channel(), 4), connection.id())))
                .isEmpty();
    }

    @Test
    void rowOfAnEarlierConnectIsReplaced() {
        get(connections().add(audience, connection("a=", Dialects.PLAIN, Duration.ofSeconds(2))));
        var anew = connection("a=", Dialects.BATCH, Duration.ofSeconds(1));
        get(connections().add(audience, anew));

        assertThat(read()).containsExactly(anew);
    }

    @Test
    void writeThatArrivesOnceMoreTakesNothingFromTheRow() {
        var connection = connection("a=", Dialects.PLAIN, Duration.ofSeconds(1));
        get(connections().add(audience, connection));
        get(connections().owe(audience, connection, ids("1")));
        get(connections().add(audience, connection));

        assertThat(read()).extracting(Connection::owed).containsExactly(ids("1"));
    }

    @Test
    void writeOfAnEarlierConnectThatArrivesLateReplacesNothing() {
        var anew = connection("a=", Dialects.BATCH, Duration.ofSeconds(1));
        get(connections().add(audience, anew));
        get(connections().add(audience, connection("a=", Dialects.PLAIN, Duration.ofSeconds(2))));

        assertThat(read()).containsExactly(anew);
    }

    @Test
    void forgottenIsGoneWhateverItsRowSays() {
        var connection = connection("a=", Dialects.PLAIN, Duration.ofSeconds(1));
        get(connections().add(audience, connection));
        get(connections().forget(audience, connection.id()));

        assertThat(read()).isEmpty();
    }

    @Test
    void rowThatWasWrittenAnewIsNotForgottenForTheOldOne() {
        var old = connection("a=", Dialects.PLAIN, Duration.ofSeconds(2));
        var anew = connection("a=", Dialects.PLAIN, Duration.ofSeconds(1));
        get(connections().add(audience, anew));

        get(connections().forget(audience, old));
        assertThat(read()).containsExactly(anew);
        get(connections().forget(audience, anew));
        assertThat(read()).isEmpty();
    }

    @Test
    void forgettingNobodyIsNoFailure() {
        var nobody = connection("a=", Dialects.PLAIN, Duration.ZERO);

        get(connections().forget(audience, nobody));
        get(connections().forget(audience, nobody.id()));
        assertThat(get(connections().page(audience, null))).isEqualTo(new Page(List.of(), null));
    }

    @Test
    void pagesTogetherHoldEverybodyOnce() {
        List<Connection> all = crowd(3 * PAGE_ROWS + 1);

        Page first = get(connections().page(audience, null));
        assertThat(first.connections()).hasSize(PAGE_ROWS);
        assertThat(first.next()).isNotNull();
        assertThat(read()).containsExactlyElementsOf(all);
    }

    @Test
    void cursorOfOneThatIsGoneStillHoldsItsPlace() {
        List<Connection> all = crowd(5);
        get(connections().forget(audience, all.get(1)));

        Page rest = get(connections().page(audience, new Cursor(all.get(1).id())));
        assertThat(rest).isEqualTo(new Page(all.subList(2, 5), null));
    }

    @Test
    void expiredRowsAreLeftOutWhereverTheyAre() {
        for (int i = 0; i < PAGE_ROWS; i++) {
            get(connections().add(audience, connection("a" + i, Dialects.PLAIN, Duration.ofHours(3))));
        }
        var there = connection("b", Dialects.PLAIN, Connection.LIFETIME.minusMillis(1));
        get(connections().add(audience, there));
        get(connections().add(audience, connection("c", Dialects.PLAIN, Connection.LIFETIME)));

        Page first = get(connections().page(audience, null));
        assertThat(first.connections()).isEmpty();
        assertThat(first.next()).isNotNull();
        assertThat(read()).containsExactly(there);
    }

    @Test
    void whatIsOwedIsNotedOnTheRowUntilItIsPaid() {
        var connection = connection("a=", Dialects.PLAIN, Duration.ofSeconds(1));
        get(connections().add(audience, connection));

        assertThat(get(connections().owe(audience, connection, ids("1", "2")))).isTrue();
        assertThat(get(connections().owe(audience, connection, ids("2", "3")))).isTrue();
        assertThat(read()).extracting(Connection::owed).containsExactly(ids("1", "2", "3"));

        get(connections().paid(audience, connection, ids("1", "9")));
        assertThat(get(connections().find(audience, connection.id())).map(Connection::owed))
                .contains(ids("2", "3"));
        get(connections().paid(audience, connection, ids("2", "3")));
        assertThat(read()).containsExactly(connection);
    }

    @Test
    void nobodyCanBeOwedAnything() {
        var gone = connection("a=", Dialects.PLAIN, Duration.ofSeconds(2));
        assertThat(get(connections().owe(audience, gone, ids("1")))).isFalse();
        get(connections().add(audience, connection("a=", Dialects.PLAIN, Duration.ofSeconds(1))));

        assertThat(get(connections().owe(audience, gone, ids("1")))).isFalse();
        get(connections().paid(audience, gone, ids("1")));
        assertThat(read()).extracting(Connection::owed).containsExactly(Set.of());
    }

    private List<Connection> crowd(int size) {
        List<Connection> crowd = IntStream.range(0, size)
                .mapToObj(i -> connection("c%04d=".formatted(i), Dialects.PLAIN, Duration.ofSeconds(i)))
                .toList();
        crowd.forEach(connection -> get(connections().add(audience, connection)));
        return crowd;
    }

    @Test
    void wishToBeKeptAliveIsKept() {
        var row = connection("a=", Dialects.PLAIN, Duration.ofSeconds(1)).keptAlive();
        get(connections().add(audience, row));

        assertThat(read()).containsExactly(row);
        assertThat(get(connections().find(audience, row.id()))).contains(row);
    }

    @Test
    void eventualPagesHoldEverybodyOnce() {
        List<Connection> all = crowd(3 * PAGE_ROWS + 1);

        Page first = get(connections().eventualPage(audience, null));
        assertThat(first.connections()).hasSize(PAGE_ROWS);
        Page second = get(connections().eventualPage(audience, first.next()));
        assertThat(second.connections()).isEqualTo(all.subList(PAGE_ROWS, 2 * PAGE_ROWS));
    }

    static Connection connection(String id, Dialect dialect, Duration age) {
        return new Connection(new ConnectionId(id), dialect, NOW.minus(age));
    }

    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }
}
