package herald.routes;

import static herald.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import herald.Samples;
import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.connections.MemoryConnections;
import herald.dialects.Dialects;
import herald.posts.Outcome;
import herald.posts.ScriptedPosts;
import herald.publications.ChannelName;
import herald.publications.EventName;
import herald.publications.RawJson;
import herald.queues.MemoryDeliveryQueue;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RoutesTest {

    private static final ConnectionId ID = new ConnectionId("L0SM9cOFvHcCIhw=");
    private static final Audience LOBBY = new Audience(ChannelName.LOBBY, 0);
    private static final Instant CONNECTED = Instant.ofEpochMilli(1_795_520_124_103L);

    private final MemoryConnections connections = new MemoryConnections(() -> CONNECTED, 10);
    private final ScriptedPosts posts = new ScriptedPosts();
    private final MemoryPublishQueue queue = new MemoryPublishQueue();
    private final ConnectHandler connect = new ConnectHandler(connections, new MemoryDeliveryQueue(), 1);
    private final DisconnectHandler disconnect = new DisconnectHandler(connections, 1);
    private final MessageHandler message = new MessageHandler(
            new MessageHandler.Ports(connections, queue, posts, delay -> CompletableFuture.completedFuture(null)),
            Set.of(new EventName("item_removed")),
            1);

    @Test
    void connectWritesARowInThePlainDialect() {
        RouteAnswer answer = get(connect.handle(Samples.webSocket("connect.json")));

        assertThat(answer.response().getStatusCode()).isEqualTo(200);
        assertThat(answer.response().getHeaders()).isNull();
        assertThat(get(connections.find(LOBBY, ID))).contains(new Connection(ID, Dialects.PLAIN, CONNECTED));
    }

    @Test
    void connectSettlesOnTheFirstOfferedDialectThatIsSpoken() {
        RouteAnswer answer = get(connect.handle(Samples.webSocket("connect-batch.json")));

        assertThat(answer.response().getHeaders()).isEqualTo(Map.of("Sec-WebSocket-Protocol", "herald.batch"));
        assertThat(get(connections.find(LOBBY, ID))).contains(new Connection(ID, Dialects.BATCH, CONNECTED));
    }

    @ParameterizedTest
    @CsvSource({"herald.plain,herald.plain", "'x , herald.plain,herald.batch',herald.plain"})
    void offeredPlainIsSaidAloud(String offered, String chosen) {
        RouteAnswer answer = get(connect.handle(offering(offered)));

        assertThat(answer.subprotocol()).contains(chosen);
    }

    @Test
    void onlyUnknownSubprotocolsAreRefused() {
        RouteAnswer answer =
                get(connect.handle(offering("graphql-ws, herald.v9, herald.socketio, herald.socketio-recovery")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isPresent();
        assertThat(connections.ids(LOBBY)).isEmpty();
    }

    @Test
    void wishToBeKeptAliveIsNotedOnTheRow() {
        RouteAnswer plain = get(connect.handle(asking(Samples.webSocket("connect.json"), "1")));
        RouteAnswer batch = get(connect.handle(asking(Samples.webSocket("connect-batch.json"), "1")));

        assertThat(plain.status()).isEqualTo(200);
        assertThat(batch.status()).isEqualTo(200);
        assertThat(get(connections.page(LOBBY, null)).connections())
                .isNotEmpty()
                .allMatch(connection -> connection.signs().wanted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "true", "60"})
    void otherWishToBeKeptAliveIsRefusedWithASentence(String value) {
        RouteAnswer answer = get(connect.handle(asking(Samples.webSocket("connect.json"), value)));

        assertThat(answer.response().getStatusCode()).isEqualTo(400);
        assertThat(answer.response().getBody()).isEqualTo("The parameter keepalive is 1, or is left out.");
        assertThat(connections.ids(LOBBY)).isEmpty();
    }

    private static APIGatewayV2WebSocketEvent asking(APIGatewayV2WebSocketEvent event, String keepAlive) {
        event.setQueryStringParameters(Map.of("keepalive", keepAlive));
        return event;
    }

    @Test
    void rowThatCannotBeWrittenFailsTheHandshake() {
        connections.fail();

        assertThat(get(connect.handle(Samples.webSocket("connect.json"))).status())
                .isEqualTo(500);
    }

    @Test
    void disconnectRemovesTheRow() {
        get(connect.handle(Samples.webSocket("connect.json")));

        assertThat(get(disconnect.handle(Samples.webSocket("disconnect.json"))).status())
                .isEqualTo(200);
        assertThat(connections.ids(LOBBY)).isEmpty();
    }

    @Test
    void messageIsPublishedAndAcknowledged() {
        get(connect.handle(Samples.webSocket("connect.json")));

        RouteAnswer answer = get(message.handle(Samples.webSocket("message-plain.json")));

        assertThat(answer).isEqualTo(RouteAnswer.of(200, "published"));
        assertThat(queue.sent())
                .containsExactly(new MemoryPublishQueue.Sent(
                        new EventName("item_removed"),
                        json("{\"id\":\"42\", \"price\":1.10}"),
                        ChannelName.LOBBY,
                        "PaBcDdKjliACEhA="));
        assertThat(posts.to(ID.value())).containsExactly("{\"event\":\"ack\",\"ack\":7}");
    }

    @Test
    void batchClientIsAnsweredInItsDialect() {
        get(connect.handle(Samples.webSocket("connect-batch.json")));

        get(message.handle(Samples.webSocket("message-batch.json")));

        assertThat(posts.to(ID.value())).containsExactly("[{\"event\":\"ack\",\"ack\":{\"seq\":8}}]");
    }

    @Test
    void messageWithoutAckIsNotAnswered() {
        RouteAnswer answer = get(message.handle(saying("{\"event\":\"item_removed\"}")));

        assertThat(answer.did()).isEqualTo("published");
        assertThat(queue.sent()).extracting(MemoryPublishQueue.Sent::data).containsExactly(RawJson.NULL);
        assertThat(posts.frames()).isEmpty();
    }

    @Test
    void eventWhoseNameIsHalfACharacterIsRefusedLikeAnyOther() {
        RouteAnswer answer = get(message.handle(saying("{\"event\":\"\\ud83d\",\"ack\":1}")));

        assertThat(answer).isEqualTo(RouteAnswer.of(200, "refused").because("unknown_event"));
        assertThat(posts.to(ID.value()))
                .containsExactly("{\"event\":\"error\",\"data\":{\"code\":\"unknown_event\","
                        + "\"message\":\"Clients can't publish the event '\\ud83d'.\"},\"ack\":1}");
    }

    @Test
    void pingIsAnsweredWithoutARowToo() {
        assertThat(get(message.handle(Samples.webSocket("message-ping.json"))).status())
                .isEqualTo(200);

        assertThat(posts.to(ID.value())).containsExactly("{\"event\":\"pong\"}");
    }

    @Test
    void malformedMessageGetsAnErrorAndA200() {
        RouteAnswer answer = get(message.handle(Samples.webSocket("message-malformed.json")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.reason()).contains("malformed");
        assertThat(posts.to(ID.value()).getFirst()).startsWith("{\"event\":\"error\",\"data\":{\"code\":\"malformed\"");
    }

    @Test
    void eventThatClientsMayNotPublishIsRefused() {
        get(message.handle(saying("{\"event\":\"item_added\",\"ack\":\"a\"}")));

        assertThat(queue.sent()).isEmpty();
        assertThat(posts.to(ID.value()))
                .containsExactly("{\"event\":\"error\",\"data\":{\"code\":\"unknown_event\",\"message\":"
                        + "\"Clients can't publish the event 'item_added'.\"},\"ack\":\"a\"}");
    }

    @Test
    void messageWhoseFrameWouldBeTooLargeIsRefused() {
        get(message.handle(saying("{\"event\":\"item_removed\",\"data\":\"" + "x".repeat(131_000) + "\"}")));

        assertThat(queue.sent()).isEmpty();
        assertThat(posts.to(ID.value()).getFirst()).contains("\"too_large\"");
    }

    @Test
    void dataThatSqsWouldNotTakeIsRefused() {
        get(message.handle(saying("{\"event\":\"item_removed\",\"data\":\"\uffff\"}")));

        assertThat(queue.sent()).isEmpty();
        assertThat(posts.to(ID.value()).getFirst()).contains("\"malformed\"");
    }

    @Test
    void clientHearsThatTheQueueIsAway() {
        queue.fail();

        RouteAnswer answer = get(message.handle(Samples.webSocket("message-plain.json")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.did()).isEqualTo("failed");
        assertThat(posts.to(ID.value()).getFirst()).contains("\"unavailable\"").endsWith(",\"ack\":7}");
    }

    @Test
    void replyToAConnectionThatIsGoneIsNoError() {
        posts.answer((id, frame) -> new Outcome.Gone());

        assertThat(get(message.handle(Samples.webSocket("message-ping.json"))).reason())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"message-ping.json", "message-plain.json", "message-malformed.json"})
    void messagesAreAlways200(String sample) {
        connections.fail();
        queue.fail();

        assertThat(get(message.handle(Samples.webSocket(sample))).status()).isEqualTo(200);
    }

    @Test
    void messageWithoutABodyIsMalformed() {
        APIGatewayV2WebSocketEvent event = Samples.webSocket("message-ping.json");
        event.setBody(null);

        assertThat(get(message.handle(event)).reason()).contains("malformed");
    }

    private static APIGatewayV2WebSocketEvent offering(String subprotocols) {
        APIGatewayV2WebSocketEvent event = Samples.webSocket("connect.json");
        event.setHeaders(Map.of("SEC-WEBSOCKET-PROTOCOL", subprotocols));
        return event;
    }

    private static APIGatewayV2WebSocketEvent saying(String body) {
        APIGatewayV2WebSocketEvent event = Samples.webSocket("message-ping.json");
        event.setBody(body);
        return event;
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }
}
