package herald.queues;

import static herald.Samples.publication;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import herald.Samples;
import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.connections.Cursor;
import herald.dialects.Dialects;
import herald.publications.ChannelName;
import herald.publications.EventName;
import herald.publications.Publication;
import herald.publications.PublicationId;
import herald.publications.RandomJson;
import herald.publications.ReadResult;
import herald.queues.DeliveryMessage.Continuation;
import herald.queues.DeliveryMessage.Owed;
import herald.queues.DeliveryMessage.Welcome;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTextTest {

    private static final Audience AUDIENCE = new Audience(new ChannelName("orders/\"42\""), 3);

    @Test
    void continuationComesBackAsItWas() {
        var cursor = new Cursor(new ConnectionId("L0SM9cOFvHcCIhw="));

        assertReadBack(new Continuation(AUDIENCE, List.of(ofChannel("{\"a\": 1.10}")), cursor));
        assertReadBack(new Continuation(AUDIENCE, List.of(ofChannel("1"), ofChannel("2")), null));
    }

    @Test
    void owedComesBackAsItWas() {
        var plain = new Connection(new ConnectionId("a="), Dialects.PLAIN, Instant.ofEpochMilli(1_795_520_000_123L));
        var batch = new Connection(new ConnectionId("b="), Dialects.BATCH, Instant.ofEpochMilli(5));

        assertReadBack(new Owed(
                AUDIENCE,
                List.of(ofChannel("null")),
                List.of(plain, batch),
                7,
                Instant.ofEpochMilli(1_795_520_001_000L)));
    }

    @Test
    void welcomeComesBackAsItWas() {
        assertReadBack(new Welcome(AUDIENCE, new ConnectionId("a\"="), Instant.ofEpochMilli(1_795_520_000_123L)));
    }

    @Test
    void sampleOfAWelcomeIsRead() {
        var record = Samples.sqs("sqs-delivery-welcome.json").getRecords().getFirst();

        assertThat(DeliveryMessageReader.read(record))
                .isEqualTo(new ReadResult.Accepted<DeliveryMessage>(new Welcome(
                        new Audience(ChannelName.LOBBY, 0),
                        new ConnectionId("L0SM9cOFvHcCIhw="),
                        Instant.ofEpochMilli(1_795_520_124_103L))));
    }

    @Test
    void dataComesBackByteForByte() {
        var random = new Random(11);
        for (int i = 0; i < 1_000; i++) {
            String data = RandomJson.value(random, 4);

            assertReadBack(new Continuation(AUDIENCE, List.of(ofChannel(data)), null));
        }
    }

    @Test
    void deepestDataThatIsAcceptedComesBack() {
        assertReadBack(new Continuation(AUDIENCE, List.of(ofChannel("[".repeat(500) + "]".repeat(500))), null));
    }

    @Test
    void sampleIsRead() {
        var record = Samples.sqs("sqs-delivery-owed.json").getRecords().getFirst();

        assertThat(DeliveryMessageReader.read(record))
                .isEqualTo(new ReadResult.Accepted<DeliveryMessage>(new Owed(
                        new Audience(ChannelName.LOBBY, 0),
                        List.of(publication(
                                "item_added",
                                "{\"id\": \"42\", \"price\": 1.10}",
                                "059f36b4-87a3-44ab-83d2-661970000001")),
                        List.of(
                                new Connection(
                                        new ConnectionId("L0SM9cOFvHcCIhw="),
                                        Dialects.PLAIN,
                                        Instant.ofEpochMilli(1_795_520_000_000L)),
                                new Connection(
                                        new ConnectionId("L0SNAcOFvHcCIhx="),
                                        Dialects.BATCH,
                                        Instant.ofEpochMilli(1_795_520_001_000L))),
                        2,
                        Instant.ofEpochMilli(1_795_520_128_000L))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"kind\":\"continuation\",\"audience\":\"lobby#0\",\"publications\":[]}",
                "{\"kind\":\"welcome\",\"audience\":\"lobby#0\",\"publications\":[{\"event\":\"e\",\"id\":\"i\",\"data\":1}]}",
                "{\"kind\":\"welcome\",\"audience\":\"lobby#0\",\"connectionId\":\"a=\"}",
                "{\"kind\":\"welcome\",\"audience\":\"lobby#0\",\"connectedAt\":5}",
                "{\"kind\":\"owed\",\"audience\":\"lobby#x\",\"publications\":[{\"event\":\"e\",\"id\":\"i\",\"data\":1}]}"
            })
    void whatIsNoDeliveryMessageIsRejected(String body) {
        var record = new SQSMessage();
        record.setBody(body);

        assertThat(DeliveryMessageReader.read(record)).isInstanceOf(ReadResult.Rejection.class);
    }

    private static Publication ofChannel(String data) {
        return new Publication(
                new EventName("item_\"added"), Samples.json(data), new PublicationId("id-é"), AUDIENCE.channel());
    }

    private static void assertReadBack(DeliveryMessage message) {
        var record = new SQSMessage();
        record.setBody(DeliveryText.write(message));

        assertThat(DeliveryMessageReader.read(record)).isEqualTo(new ReadResult.Accepted<>(message));
    }
}
