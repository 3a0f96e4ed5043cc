package herald.connections;

import static herald.Samples.ids;
import static herald.Samples.publication;
import static herald.connections.ConnectionsContract.connection;
import static herald.connections.ConnectionsContract.get;
import static herald.connections.MemoryConnections.owing;
import static org.assertj.core.api.Assertions.assertThat;

import herald.dialects.Dialects;
import herald.publications.ChannelName;
import herald.publications.Publication;
import herald.publications.PublicationId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every implementation of {@link Progress} keeps to. Each test has a channel of its own. */
@Timeout(60)
abstract class ProgressContract {

    private static final List<Publication> TWO = List.of(publication(1), publication(2));
    private static final PublicationId FIRST = TWO.getFirst().id();
    private static final PublicationId SECOND = TWO.getLast().id();

    private Audience audience;

    abstract Progress progress();

    @BeforeEach
    void takeAChannelOfItsOwn() {
        audience = new Audience(new ChannelName("orders/" + UUID.randomUUID()), 3);
    }

    @Test
    void whatIsSavedIsFoundAsItWas() {
        var checkpoint = new Checkpoint.Reached(
                new Cursor(new ConnectionId("L0SM9cOFvHcCIhw=")),
                List.of(
                        connection("a b=", Dialects.BATCH, Duration.ofMillis(123)),
                        connection("c=", Dialects.PLAIN, Duration.ofHours(1))));
        get(progress().save(audience, TWO, checkpoint));

        assertThat(get(progress().find(audience, TWO))).isEqualTo(Map.of(FIRST, checkpoint, SECOND, checkpoint));
        assertThat(get(progress().find(new Audience(audience.channel(), 4), TWO)))
                .isEmpty();
    }

    @Test
    void whatConnectionsAreOwedIsNotKept() {
        var named = connection("a=", Dialects.PLAIN, Duration.ofSeconds(1));
        var owing = owing(new Connection(named.id(), named.dialect(), named.connectedAt()), ids("id-0"));
        get(progress().save(audience, TWO, new Checkpoint.Reached(null, List.of(owing))));

        assertThat(get(progress().find(audience, TWO)))
                .containsEntry(FIRST, new Checkpoint.Reached(null, List.of(named)));
    }

    @Test
    void beforeAnythingIsSavedThereIsNothing() {
        assertThat(get(progress().find(audience, TWO))).isEmpty();
    }

    @Test
    void laterCheckpointTakesThePlaceOfTheOneBefore() {
        get(progress().save(audience, TWO, Checkpoint.START));
        get(progress().save(audience, TWO.subList(0, 1), new Checkpoint.Finished()));

        assertThat(get(progress().find(audience, TWO)))
                .isEqualTo(Map.of(FIRST, new Checkpoint.Finished(), SECOND, Checkpoint.START));
    }

    @Test
    void moreThanARequestHoldsIsSavedAndFound() {
        List<Publication> many =
                IntStream.range(0, 60).mapToObj(i -> publication(i)).toList();
        get(progress().save(audience, many, new Checkpoint.Finished()));

        assertThat(get(progress().find(audience, many))).hasSize(60);
    }

    @Test
    void recordThatComesTwiceInABatchIsOne() {
        List<Publication> twice = List.of(publication(1), publication(1));
        get(progress().save(audience, twice, new Checkpoint.Finished()));

        assertThat(get(progress().find(audience, twice))).containsOnlyKeys(FIRST);
    }
}
