package herald.dialects;

import static herald.Samples.json;
import static herald.Samples.publication;
import static org.assertj.core.api.Assertions.assertThat;

import herald.aws.AwsLimits;
import herald.publications.ChannelName;
import herald.publications.EventName;
import herald.publications.Publication;
import herald.publications.PublicationId;
import herald.publications.RandomJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectsTest {

    @Test
    void plainFrameIsOneObjectWithTheDataAsWritten() {
        var publication = publication("item_added", "{\"b\" : 1.10, \"a\":\"\\u00e9é\"}", "id-1");

        assertThat(texts(Dialects.PLAIN, publication))
                .containsExactly(
                        "{\"event\":\"item_added\",\"data\":{\"b\" : 1.10, \"a\":\"\\u00e9é\"},\"id\":\"id-1\"}");
    }

    @Test
    void channelIsNamedUnlessItIsTheLobby() {
        var publication = new Publication(
                new EventName("e"), json("1"), new PublicationId("i"), new ChannelName("orders/\"42\""));

        assertThat(texts(Dialects.PLAIN, publication))
                .containsExactly("{\"event\":\"e\",\"data\":1,\"id\":\"i\",\"channel\":\"orders/\\\"42\\\"\"}");
    }

    @Test
    void plainHasAFrameForEachPublication() {
        assertThat(Dialects.PLAIN.encode(List.of(publication(1), publication(2))))
                .extracting(Frame::publications)
                .containsExactly(1, 1);
    }

    @Test
    void batchIsOneArray() {
        assertThat(texts(Dialects.BATCH, publication(1), publication(2)))
                .containsExactly("[{\"event\":\"item_added\",\"data\":{\"number\":1},\"id\":\"id-1\"},"
                        + "{\"event\":\"item_added\",\"data\":{\"number\":2},\"id\":\"id-2\"}]");
    }

    @Test
    void batchPacksTightlyInOrderAndWithinTheLimit() {
        var random = new Random(7);
        for (int round = 0; round < 50; round++) {
            List<Publication> publications = new ArrayList<>();
            for (int i = 0; i < random.nextInt(60); i++) {
                String data = random.nextInt(20) == 0
                        ? "\"" + "x".repeat(random.nextInt(50_000)) + "\""
                        : RandomJson.string(random, 2_000);
                publications.add(publication("e", data, "id-" + i));
            }
            List<Frame> frames = Dialects.BATCH.encode(publications);

            assertThat(unpacked(frames)).isEqualTo(joined(publications));
            assertThat(frames).allMatch(frame -> frame.size() <= AwsLimits.FRAME_BYTES || frame.publications() == 1);
            assertThat(frames.stream().mapToInt(Frame::publications).sum()).isEqualTo(publications.size());
            for (int i = 1; i < frames.size(); i++) {
                int first = PlainDialect.size(publications.get(before(frames, i)));
                assertThat(frames.get(i - 1).size() + 1 + first).isGreaterThan(AwsLimits.FRAME_BYTES);
            }
        }
    }

    @Test
    void frameFillsItsLimitExactly() {
        int around = PlainDialect.size(publication("e", "\"\"", "i"));
        var half = publication("e", "\"" + "x".repeat((AwsLimits.FRAME_BYTES - 3) / 2 - around) + "\"", "i");
        var other = publication(
                "e", "\"" + "x".repeat(AwsLimits.FRAME_BYTES - 3 - PlainDialect.size(half) - around) + "\"", "i");
        var larger = publication("e", other.data().text().replaceFirst("x", "xx"), "i");

        assertThat(Dialects.BATCH.encode(List.of(half, other)))
                .extracting(Frame::size)
                .containsExactly(AwsLimits.FRAME_BYTES);
        assertThat(Dialects.BATCH.encode(List.of(half, larger))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"e", "", "\"\\\u0000", "é😀", "\ud83d\ud83d\ud83d\ud83d\ud83d\ud83d\ud83d\ud83d\ud83d\ud83d"})
    void largestFrameIsThatOfAnyDialect(String odd) {
        for (String data : List.of("1", "\"é\"", "{\"a\" : []}")) {
            var publication = publication(odd, data, odd);

            assertThat(Dialects.ALL.stream()
                            .mapToInt(dialect -> dialect.encode(List.of(publication))
                                    .getFirst()
                                    .size())
                            .max())
                    .hasValue(Dialects.largestFrame(publication));
        }
    }

    @Test
    void halfACharacterIsTheSameEscapeInEveryDialectAndDataIsLeftAlone() throws CharacterCodingException {
        var publication = publication("\ude00\ud83d", "\"\\ud83d\"", "i\ud83d");
        for (Dialect dialect : Dialects.ALL) {
            Frame frame = dialect.encode(List.of(publication)).getFirst();
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(frame.utf8()))
                    .toString();

            assertThat(text).isEqualTo(frame.text()).contains("\"\\ude00\\ud83d\"", "\"\\ud83d\"");
            assertThat(dialect.encode(new Reply.Refused(new Refusal.UnknownEvent(new EventName("a\ud83d")), null))
                            .text())
                    .contains("'a\\ud83d'");
        }
    }

    @Test
    void everyDialectIsFoundByItsWord() {
        assertThat(Dialects.ALL).allMatch(dialect -> Dialects.of(dialect.word()).equals(Optional.of(dialect)));
        assertThat(Dialects.ALL).extracting(Dialect::word).doesNotHaveDuplicates();
    }

    @Test
    void socketIoIsNotOfferedAsASubprotocol() {
        assertThat(Dialects.ALL.stream().map(Dialect::subprotocol).flatMap(Optional::stream))
                .containsExactly("herald.plain", "herald.batch");
    }

    @ParameterizedTest
    @CsvSource({"plain,{,}", "batch,[{,}]"})
    void repliesAreInTheDialect(String word, String open, String close) {
        Dialect dialect = Dialects.of(word).orElseThrow();

        assertThat(dialect.encode(new Reply.Pong()).text()).isEqualTo(open + "\"event\":\"pong\"" + close);
        assertThat(dialect.encode(new Reply.Ack(json("[1, 2]"))).text())
                .isEqualTo(open + "\"event\":\"ack\",\"ack\":[1, 2]" + close);
        assertThat(dialect.encode(new Reply.Refused(new Refusal.UnknownEvent(new EventName("a\"b")), null))
                        .text())
                .isEqualTo(open + "\"event\":\"error\",\"data\":{\"code\":\"unknown_event\",\"message\":"
                        + "\"Clients can't publish the event 'a\\\"b'.\"}" + close);
    }

    @Test
    void signOfLifeIsOfTheDialect() {
        assertThat(Dialects.PLAIN.ping().text()).isEqualTo("{\"event\":\"ping\"}");
        assertThat(Dialects.BATCH.ping().text()).isEqualTo("[{\"event\":\"ping\"}]");
        assertThat(Dialects.SOCKET_IO.ping().text()).isEqualTo("2");
        assertThat(Dialects.RECOVERABLE_SOCKET_IO.ping().text()).isEqualTo("2");
    }

    @Test
    void refusalRepeatsTheAck() {
        var reply = new Reply.Refused(new Refusal.Malformed("so"), json("{\"n\":1}"));

        assertThat(Dialects.PLAIN.encode(reply).text()).endsWith("},\"ack\":{\"n\":1}}");
    }

    @Test
    void refusalCutsALongNameBetweenCharacters() {
        assertThat(new Refusal.UnknownEvent(new EventName("😀".repeat(100))).sentence())
                .isEqualTo("Clients can't publish the event '" + "😀".repeat(64) + "…'.");
    }

    private static List<String> texts(Dialect dialect, Publication... publications) {
        return dialect.encode(List.of(publications)).stream().map(Frame::text).toList();
    }

    private static int before(List<Frame> frames, int frame) {
        return frames.subList(0, frame).stream().mapToInt(Frame::publications).sum();
    }

    private static String unpacked(List<Frame> frames) {
        StringBuilder objects = new StringBuilder();
        for (Frame frame : frames) {
            assertThat(frame.text()).startsWith("[").endsWith("]");
            objects.append(objects.isEmpty() ? "" : ",")
                    .append(frame.text(), 1, frame.text().length() - 1);
        }
        return objects.toString();
    }

    private static String joined(List<Publication> publications) {
        return String.join(
                ",",
                publications.stream()
                        .map(publication -> new String(PlainDialect.object(publication), StandardCharsets.UTF_8))
                        .toList());
    }
}
