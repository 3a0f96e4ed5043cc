package herald.publications;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import herald.aws.AwsLimits;
import herald.publications.ReadResult.Accepted;
import herald.publications.ReadResult.Rejection;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationReaderTest {

    private final PublicationReader reader = new PublicationReader(
            new EventName("item_added"), publication -> publication.data().size() + 100);

    @Test
    void recordWithoutAttributesIsTheDefaultEventForTheLobby() {
        assertThat(reader.read(record("{\"id\": 1.10}", Map.of())))
                .isEqualTo(new Accepted<>(new Publication(
                        new EventName("item_added"),
                        json("{\"id\": 1.10}"),
                        new PublicationId("message-1"),
                        ChannelName.LOBBY)));
    }

    @Test
    void attributesSayEventAndChannel() {
        assertThat(reader.read(record("1", Map.of("event", "item_removed", "channel", "orders/42"))))
                .isEqualTo(new Accepted<>(new Publication(
                        new EventName("item_removed"),
                        json("1"),
                        new PublicationId("message-1"),
                        new ChannelName("orders/42"))));
    }

    @Test
    void absentAttributesMayBeNull() {
        SQSMessage record = record("1", Map.of());
        record.setMessageAttributes(null);

        assertThat(reader.read(record)).isInstanceOf(Accepted.class);
    }

    @Test
    void attributeOfAnotherTypeIsNotOurs() {
        SQSMessage record = record("1", Map.of("event", "5"));
        requireNonNull(record.getMessageAttributes().get("event")).setDataType("Number");

        assertThat(event(reader.read(record))).isEqualTo("item_added");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ack", "error", "ping", "pong", "connect", "disconnect", "connect_error", "newListener", ""})
    void reservedOrEmptyEventIsRejected(String event) {
        assertThat(reader.read(record("1", Map.of("event", event)))).isInstanceOf(Rejection.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a#1", "a\nb", "a\u0000"})
    void channelThatIsNoNameIsRejected(String channel) {
        assertThat(reader.read(record("1", Map.of("channel", channel)))).isInstanceOf(Rejection.class);
    }

    @Test
    void longNamesAreRejected() {
        assertThat(reader.read(record("1", Map.of("channel", "c".repeat(128))))).isInstanceOf(Accepted.class);
        assertThat(reader.read(record("1", Map.of("channel", "c".repeat(129))))).isInstanceOf(Rejection.class);
        assertThat(reader.read(record("1", Map.of("event", "e".repeat(128))))).isInstanceOf(Accepted.class);
        assertThat(reader.read(record("1", Map.of("event", "e".repeat(129))))).isInstanceOf(Rejection.class);
    }

    @Test
    void frameOverTheLimitIsRejectedWithItsSize() {
        String fits = "\"" + "x".repeat(AwsLimits.PAYLOAD_BYTES - 102) + "\"";

        assertThat(reader.read(record(fits, Map.of()))).isInstanceOf(Accepted.class);
        assertThat(reader.read(record(fits.replace("\"x", "\"xx"), Map.of())))
                .isEqualTo(new Rejection<>("its frame would be 131073 bytes, and 131072 is the most"));
    }

    @Test
    void whatIsNotJsonIsRejectedWithoutQuotingIt() {
        var rejection = (Rejection<Publication>) reader.read(record("{\"secret\":", Map.of()));

        assertThat(rejection.reason()).startsWith("the body is not JSON").doesNotContain("secret");
    }

    private static String event(ReadResult<Publication> reading) {
        return ((Accepted<Publication>) reading).content().event().value();
    }

    private static RawJson json(String text) {
        return RawJson.of(text);
    }

    private static SQSMessage record(String body, Map<String, String> attributes) {
        var record = new SQSMessage();
        record.setMessageId("message-1");
        record.setBody(body);
        Map<String, MessageAttribute> typed = new HashMap<>();
        attributes.forEach((name, value) -> {
            var attribute = new MessageAttribute();
            attribute.setDataType("String");
            attribute.setStringValue(value);
            typed.put(name, attribute);
        });
        record.setMessageAttributes(typed);
        return record;
    }
}
