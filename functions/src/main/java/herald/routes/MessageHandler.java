package herald.routes;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.connections.Connections;
import herald.dialects.ClientMessage;
import herald.dialects.Dialects;
import herald.dialects.Refusal;
import herald.dialects.Reply;
import herald.posts.Outcome;
import herald.posts.Posts;
import herald.publications.Channel;
import herald.publications.Json;
import herald.publications.Publication;
import herald.publications.PublicationReader;
import herald.publications.Reasons;
import herald.queues.PublishQueue;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * {@code $default}: what a client sends, published or answered. Thread-safe.
 *
 * <p>Always 200: the gateway's own error frame would be no frame of the client's dialect. Answers are posted, since the
 * route has no route response.
 */
public final class MessageHandler {

    private static final Duration POST = Duration.ofSeconds(3);

    /** As long as the messageId that SQS will give it. */
    private static final String SOME_ID = "00000000-0000-0000-0000-000000000000";

    private final Ports ports;
    private final Set<String> clientEvents;
    private final int shards;

    /** What it works with. */
    public record Ports(Connections connections, PublishQueue queue, Posts posts) {}

    /** @param clientEvents the events that clients may publish */
    public MessageHandler(Ports ports, Set<String> clientEvents, int shards) {
        this.ports = ports;
        this.clientEvents = Set.copyOf(clientEvents);
        this.shards = shards;
    }

    /** Never fails. */
    public CompletableFuture<Answer> handle(APIGatewayV2WebSocketEvent event) {
        var context = event.getRequestContext();
        var id = new ConnectionId(context.getConnectionId());
        String messageId = Optional.ofNullable(context.getMessageId()).orElse(context.getRequestId());
        String body = Optional.ofNullable(event.getBody()).orElse("");
        return switch (ClientMessage.read(body)) {
            case ClientMessage.Ping() -> reply(id, new Reply.Pong(), Answer.of(200, "answered"));
            case ClientMessage.Malformed(String fault, @Nullable Json ack) ->
                refuse(id, new Refusal.Malformed(fault), ack);
            case ClientMessage.Publish publish ->
                refusal(publish)
                        .map(refusal -> refuse(id, refusal, publish.ack()))
                        .orElseGet(() -> publish(id, publish, messageId));
        };
    }

    private Optional<Refusal> refusal(ClientMessage.Publish publish) {
        if (!clientEvents.contains(publish.event())) {
            return Optional.of(new Refusal.UnknownEvent(publish.event()));
        }
        var publication = new Publication(publish.event(), publish.data(), SOME_ID, Channel.LOBBY);
        if (Dialects.largestFrame(publication) > PublicationReader.MAX_FRAME_BYTES) {
            return Optional.of(new Refusal.TooLarge(publish.event(), PublicationReader.MAX_FRAME_BYTES));
        }
        return carried(publish.data())
                ? Optional.empty()
                : Optional.of(new Refusal.Malformed("its data holds a character that queues don't take"));
    }

    /**
     * Whether SQS takes the text: what XML 1.0 allows (AWS API reference, SendMessage). Control characters can't be in JSON
     * as they are, so what remains are the two code points that are none.
     */
    private static boolean carried(Json data) {
        return data.text().chars().noneMatch(c -> c == 0xFFFE || c == 0xFFFF);
    }

    private CompletableFuture<Answer> publish(ConnectionId id, ClientMessage.Publish publish, String messageId) {
        return ports.queue()
                .send(publish.event(), publish.data(), Channel.LOBBY, messageId)
                .handle((sent, failure) -> Optional.ofNullable(failure))
                .thenCompose(failure -> failure.map(thrown -> unavailable(id, publish, thrown))
                        .orElseGet(() -> published(id, publish)));
    }

    private CompletableFuture<Answer> published(ConnectionId id, ClientMessage.Publish publish) {
        Answer published = Answer.of(200, "published");
        Json ack = publish.ack();
        return ack == null ? CompletableFuture.completedFuture(published) : reply(id, new Reply.Ack(ack), published);
    }

    private CompletableFuture<Answer> unavailable(ConnectionId id, ClientMessage.Publish publish, Throwable thrown) {
        var refusal = new Reply.Refused(new Refusal.Unavailable(publish.event()), publish.ack());
        String reason = "the queue did not take it: " + Reasons.of(thrown);
        return reply(id, refusal, Answer.of(200, "failed").because(reason));
    }

    /** The log gets the code only: the sentence repeats what the client wrote. */
    private CompletableFuture<Answer> refuse(ConnectionId id, Refusal refusal, @Nullable Json ack) {
        return reply(
                id, new Reply.Refused(refusal, ack), Answer.of(200, "refused").because(refusal.code()));
    }

    /** Its dialect is looked up only now: most messages need no reply. Who has no row speaks the default. */
    private CompletableFuture<Answer> reply(ConnectionId id, Reply reply, Answer answer) {
        return ports.connections()
                .find(Audience.of(Channel.LOBBY, id, shards), id)
                .thenApply(row -> row.map(Connection::dialect).orElse(Dialects.PLAIN))
                .thenCompose(dialect -> ports.posts().post(id, dialect.encode(reply), POST))
                .handle((outcome, failure) -> failure == null
                        ? told(answer, outcome)
                        : untold(answer, "the row can't be read: " + Reasons.of(failure)));
    }

    private static Answer told(Answer answer, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered() -> answer;
            case Outcome.Gone() -> answer;
            case Outcome.Throttled() -> untold(answer, "throttled");
            case Outcome.TooLarge() -> untold(answer, "too large");
            case Outcome.Refused(int status, String reason) -> untold(answer, reason);
            case Outcome.Failed(String reason) -> untold(answer, reason);
        };
    }

    private static Answer untold(Answer answer, String why) {
        String before = answer.reason().map(reason -> reason + "; ").orElse("");
        return answer.because(before + "no reply: " + why);
    }
}
