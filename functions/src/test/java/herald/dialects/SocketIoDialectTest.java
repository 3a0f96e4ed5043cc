package herald.dialects;

import static herald.Samples.json;
import static herald.Samples.publication;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import herald.publications.EventName;
import herald.publications.RandomJson;
import herald.publications.RawJson;
import herald.socketio.Decoder;
import herald.socketio.Packet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SocketIoDialectTest {

    private static final Dialect DIALECT = Dialects.SOCKET_IO;
    private static final Dialect RECOVERABLE = Dialects.RECOVERABLE_SOCKET_IO;

    @Test
    void publicationIsAnEventWithTheDataAsWritten() {
        var publication = publication("item_added", "{\"b\" : 1.10, \"a\":\"\\u00e9é\"}", "id-1");

        assertThat(DIALECT.encode(List.of(publication)))
                .extracting(Frame::text)
                .containsExactly("42[\"item_added\",{\"b\" : 1.10, \"a\":\"\\u00e9é\"}]");
    }

    @Test
    void recoverableClientGetsTheIdAsWell() {
        assertThat(RECOVERABLE.encode(List.of(publication("e", "null", "a\"b"))))
                .extracting(Frame::text)
                .containsExactly("42[\"e\",null,\"a\\\"b\"]");
    }

    @Test
    void eachPublicationHasAFrameOfItsOwn() {
        assertThat(DIALECT.encode(List.of(publication(1), publication(2))))
                .extracting(Frame::publications)
                .containsExactly(1, 1);
        assertThat(DIALECT.encode(List.of())).isEmpty();
    }

    @Test
    void clientReadsWhatWasPublished() {
        long seed = 5;
        var random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            var publication = publication("item_added", RandomJson.value(random, 4), "id");

            assertThat(read(DIALECT, publication.data()))
                    .as("seed %d, %s", seed, publication.data().text())
                    .isEqualTo(event(List.of(publication.data())));
            assertThat(read(RECOVERABLE, publication.data()))
                    .as("seed %d, %s", seed, publication.data().text())
                    .isEqualTo(event(List.of(publication.data(), json("\"id\""))));
        }
    }

    @Test
    void repliesArePackets() {
        var refusal = new Refusal.UnknownEvent(new EventName("a\"b"));
        String message = "\"message\":\"Clients can't publish the event 'a\\\"b'.\"}]";

        for (Dialect dialect : List.of(DIALECT, RECOVERABLE)) {
            assertThat(dialect.encode(new Reply.Ack(json("17"))).text()).isEqualTo("4317[{\"status\":\"ok\"}]");
            assertThat(dialect.encode(new Reply.Refused(refusal, json("0"))).text())
                    .isEqualTo("430[{\"status\":\"error\",\"code\":\"unknown_event\"," + message);
            assertThat(dialect.encode(new Reply.Refused(refusal, null)).text())
                    .isEqualTo("42[\"error\",{\"code\":\"unknown_event\"," + message);
            assertThat(dialect.encode(new Reply.Pong()).text()).isEqualTo("3");
            assertThat(dialect.encode(new Reply.Pong()).publications()).isZero();
        }
    }

    @Test
    void ackThatIsNoIdIsNotWritten() {
        assertThatIllegalArgumentException().isThrownBy(() -> DIALECT.encode(new Reply.Ack(json("{}"))));
    }

    private static Packet read(Dialect dialect, RawJson data) {
        var publication = publication("item_added", data.text(), "id");
        return Decoder.read(dialect.encode(List.of(publication)).getFirst().text());
    }

    private static Packet event(List<RawJson> arguments) {
        return new Packet.Event("/", OptionalLong.empty(), "item_added", arguments);
    }
}
