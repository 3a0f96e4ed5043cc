package herald.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import herald.Samples;
import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.connections.MemoryConnections;
import herald.connections.Phase;
import herald.dialects.Dialects;
import herald.publications.ChannelName;
import herald.queues.DeliveryMessage.Welcome;
import herald.queues.MemoryDeliveryQueue;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code $connect} of Socket.IO clients. */
@Timeout(60)
class ConnectsSocketIoTest {

    private static final ConnectionId ID = new ConnectionId("L0SM9cOFvHcCIhw=");
    private static final Audience LOBBY = new Audience(ChannelName.LOBBY, 0);
    private static final Instant CONNECTED = Instant.ofEpochMilli(1_795_520_124_103L);

    private final MemoryConnections connections = new MemoryConnections(() -> CONNECTED, 10);
    private final MemoryDeliveryQueue queue = new MemoryDeliveryQueue();
    private final ConnectHandler connect = new ConnectHandler(connections, queue, 1);

    @Test
    void clientIsLetInAndHearsNothingYetAndIsWelcomed() {
        RouteAnswer answer = answer(Samples.webSocket("connect-socketio.json"));

        assertThat(answer).isEqualTo(RouteAnswer.of(200, "accepted"));
        assertThat(connections.find(LOBBY, ID))
                .isCompletedWithValueMatching(row ->
                        row.orElseThrow().equals(new Connection(ID, Dialects.SOCKET_IO, CONNECTED).in(Phase.OPENING)));
        assertThat(queue.messages()).containsExactly(new Welcome(LOBBY, ID, CONNECTED));
    }

    @Test
    void clientThatAsksForItGetsTheDialectWithOffsets() {
        answer(Samples.webSocket("connect-socketio-recovery.json"));

        assertThat(connections.find(LOBBY, ID))
                .isCompletedWithValueMatching(
                        row -> row.orElseThrow().dialect().equals(Dialects.RECOVERABLE_SOCKET_IO));
    }

    @Test
    void otherParametersAreTheApplications() {
        var event = asking(Map.of("EIO", "4", "transport", "websocket", "t", "Px1", "b64", "1", "room", "7"));

        assertThat(answer(event).status()).isEqualTo(200);
    }

    @Test
    void olderProtocolIsRefused() {
        assertRefused(Samples.webSocket("connect-socketio-2.json"), "Socket.IO 3 or later");
    }

    @ParameterizedTest
    @CsvSource({
        "EIO=5&transport=websocket,protocol 4",
        "EIO=4,websocket",
        "EIO=4&transport=polling,transports to ['websocket']",
        "EIO=4&transport=websocket&sid=abc,carried on"
    })
    void whatIsNotServedIsRefusedWithASentence(String query, String part) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            parameters.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }

        assertRefused(asking(parameters), part);
    }

    @Test
    void subprotocolOfTheApplicationsIsEchoed() {
        APIGatewayV2WebSocketEvent event = Samples.webSocket("connect-socketio.json");
        event.setHeaders(Map.of("Sec-WebSocket-Protocol", "theirs, herald.batch"));

        assertThat(answer(event).subprotocol()).contains("theirs");
    }

    @ParameterizedTest
    @CsvSource({"herald.socketio", "herald.socketio-recovery"})
    void socketIoIsNotChosenByASubprotocol(String subprotocol) {
        APIGatewayV2WebSocketEvent event = Samples.webSocket("connect.json");
        event.setHeaders(Map.of("Sec-WebSocket-Protocol", subprotocol));

        assertThat(answer(event).status()).isEqualTo(400);
    }

    @Test
    void clientThatNobodyWouldGreetIsNotLetIn() {
        queue.fail();

        RouteAnswer answer = answer(Samples.webSocket("connect-socketio.json"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.reason().orElseThrow()).contains("welcome");
    }

    @Test
    void rowThatCannotBeWrittenIsNotWelcomed() {
        connections.fail();

        assertThat(answer(Samples.webSocket("connect-socketio.json")).status()).isEqualTo(500);
        assertThat(queue.messages()).isEmpty();
    }

    private void assertRefused(APIGatewayV2WebSocketEvent event, String part) {
        RouteAnswer answer = answer(event);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.response().getBody()).contains(part);
        assertThat(answer.reason()).contains(answer.response().getBody());
        assertThat(connections.ids(LOBBY)).isEmpty();
        assertThat(queue.messages()).isEmpty();
    }

    private RouteAnswer answer(APIGatewayV2WebSocketEvent event) {
        return connect.handle(event).join();
    }

    private static APIGatewayV2WebSocketEvent asking(Map<String, String> query) {
        APIGatewayV2WebSocketEvent event = Samples.webSocket("connect.json");
        event.setQueryStringParameters(query);
        return event;
    }
}
