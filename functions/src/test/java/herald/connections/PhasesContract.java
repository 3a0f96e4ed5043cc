package herald.connections;

import static herald.Samples.ids;
import static herald.connections.ConnectionsContract.NOW;
import static herald.connections.ConnectionsContract.connection;
import static herald.connections.ConnectionsContract.get;
import static herald.connections.MemoryConnections.heard;
import static herald.connections.MemoryConnections.owing;
import static org.assertj.core.api.Assertions.assertThat;

import herald.dialects.Dialects;
import herald.publications.ChannelName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How rows come from phase to phase, and what is noted of their clients. Each test has a channel of its own. */
abstract class PhasesContract {

    Audience audience;

    abstract Connections connections();

    @BeforeEach
    void takeAChannelOfItsOwn() {
        audience = new Audience(new ChannelName("orders/" + UUID.randomUUID()), 3);
    }

    @Test
    void rowComesBackInThePhaseInWhichItWasWritten() {
        var opening = opening("a=");
        get(connections().add(audience, opening));

        assertThat(get(connections().find(audience, opening.id()))).contains(opening);
        assertThat(read()).containsExactly(opening);
        assertThat(opening.hears()).isFalse();
    }

    @Test
    void phasesFollowEachOther() {
        var row = opening("a=");
        get(connections().add(audience, row));

        assertThat(get(connections().enter(audience, row, Phase.JOINED))).isFalse();
        assertThat(get(connections().enter(audience, row, Phase.JOINING))).isTrue();
        assertThat(get(connections().enter(audience, row, Phase.JOINING))).isFalse();
        assertThat(read()).containsExactly(row.in(Phase.JOINING));
        assertThat(get(connections().enter(audience, row, Phase.JOINED))).isTrue();
        assertThat(get(connections().enter(audience, row, Phase.JOINING))).isFalse();
        assertThat(get(connections().enter(audience, row, Phase.JOINED))).isFalse();
        assertThat(read()).containsExactly(heard(row.in(Phase.JOINED), NOW));
    }

    @Test
    void whoJoinsIsFoundInTheSameStep() {
        var row = opening("a=");
        get(connections().add(audience, row));

        assertThat(get(connections().join(audience, row.id()))).contains(row.in(Phase.JOINING));
        assertThat(get(connections().join(audience, row.id()))).contains(row.in(Phase.JOINING));
        get(connections().enter(audience, row, Phase.JOINED));
        assertThat(get(connections().join(audience, row.id()))).contains(heard(row.in(Phase.JOINED), NOW));
        assertThat(get(connections().join(audience, new ConnectionId("b=")))).isEmpty();

        var plain = connection("c=", Dialects.PLAIN, Duration.ofSeconds(1));
        get(connections().add(audience, plain));
        assertThat(get(connections().join(audience, plain.id()))).contains(plain);
        assertThat(read()).containsExactlyInAnyOrder(heard(row.in(Phase.JOINED), NOW), plain);
    }

    @Test
    void whoLeavesStartsAnewAndIsNotJoinedByALateWrite() {
        var row = opening("a=");
        get(connections().add(audience, row));
        get(connections().enter(audience, row, Phase.JOINING));

        assertThat(get(connections().enter(audience, row, Phase.OPENING))).isTrue();
        assertThat(get(connections().enter(audience, row, Phase.JOINED))).isFalse();
        assertThat(read()).containsExactly(row);
        assertThat(get(connections().enter(audience, row, Phase.JOINING))).isTrue();
    }

    @Test
    void onlyTheRowThatWasReadIsMovedOn() {
        var row = opening("a=");
        get(connections().add(audience, new Connection(row.id(), row.dialect(), NOW).in(Phase.OPENING)));

        assertThat(get(connections().enter(audience, row, Phase.JOINING))).isFalse();
        assertThat(get(connections().enter(audience, opening("b="), Phase.JOINING)))
                .isFalse();
        assertThat(get(connections().find(audience, new ConnectionId("b=")))).isEmpty();
    }

    @Test
    void rowThatHearsFromTheStartHasNoOtherPhase() {
        var row = connection("a=", Dialects.PLAIN, Duration.ofSeconds(1));
        get(connections().add(audience, row));

        assertThat(get(connections().enter(audience, row, Phase.JOINING))).isFalse();
        assertThat(read()).containsExactly(row);
    }

    @Test
    void noteLeavesThePhaseAsItIs() {
        var row = opening("a=");
        get(connections().add(audience, row));
        get(connections().enter(audience, row, Phase.JOINING));
        get(connections().owe(audience, row, ids("1")));

        assertThat(read()).extracting(Connection::phase).containsExactly(Phase.JOINING);
    }

    @Test
    void whoIsHeardIsNotedAndNothingElse() {
        var row = connection("a=", Dialects.SOCKET_IO, Duration.ofSeconds(1));
        get(connections().add(audience, row));
        get(connections().owe(audience, row, ids("1")));
        assertThat(read()).extracting(there -> there.signs().heardAt()).containsExactly(row.connectedAt());

        assertThat(get(connections().heard(audience, row))).isTrue();
        assertThat(read()).containsExactly(heard(owing(row, ids("1")), NOW));
    }

    @Test
    void nobodyIsHeardWhoIsNotThere() {
        var row = connection("a=", Dialects.SOCKET_IO, Duration.ofSeconds(2));
        assertThat(get(connections().heard(audience, row))).isFalse();
        assertThat(read()).isEmpty();

        var anew = connection("a=", Dialects.SOCKET_IO, Duration.ofSeconds(1));
        get(connections().add(audience, anew));
        assertThat(get(connections().heard(audience, row))).isFalse();
        assertThat(read()).containsExactly(anew);
    }

    /** Every page, by the cursors that they give. */
    List<Connection> read() {
        List<Connection> read = new ArrayList<>();
        @Nullable Cursor cursor = null;
        do {
            Page page = get(connections().page(audience, cursor));
            read.addAll(page.connections());
            cursor = page.next();
        } while (cursor != null);
        return read;
    }

    private static Connection opening(String id) {
        return new Connection(new ConnectionId(id), Dialects.SOCKET_IO, NOW.minusSeconds(1)).in(Phase.OPENING);
    }
}
