package herald.routes;

import herald.aws.AwsLimits;
import herald.dialects.ClientMessage;
import herald.dialects.Dialects;
import herald.dialects.Refusal;
import herald.dialects.Reply;
import herald.invocation.Attempt;
import herald.publications.ChannelName;
import herald.publications.EventName;
import herald.publications.Publication;
import herald.publications.PublicationId;
import herald.publications.RawJson;
import herald.queues.PublishQueue;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What clients want everybody to hear, in whichever dialect they said it: put on the publish queue, or refused. */
final class ClientPublisher {

    /** As long as the messageId that SQS will give it. */
    private static final PublicationId SOME_ID = new PublicationId("00000000-0000-0000-0000-000000000000");

    private final PublishQueue queue;
    private final Set<EventName> clientEvents;

    ClientPublisher(PublishQueue queue, Set<EventName> clientEvents) {
        this.queue = queue;
        this.clientEvents = Set.copyOf(clientEvents);
    }

    /** How the client is answered. */
    interface Replying {
        CompletableFuture<RouteAnswer> reply(Reply reply, RouteAnswer answer);
    }

    /** @param messageId the same if the same message is handled once more */
    CompletableFuture<RouteAnswer> publish(ClientMessage.Publish publish, String messageId, Replying client) {
        return refusal(publish)
                .map(refusal -> refuse(refusal, publish.ack(), client))
                .orElseGet(() -> send(publish, messageId, client));
    }

    /** The log gets the code only: the sentence repeats what the client wrote. */
    CompletableFuture<RouteAnswer> refuse(Refusal refusal, @Nullable RawJson ack, Replying client) {
        return client.reply(
                new Reply.Refused(refusal, ack), RouteAnswer.of(200, "refused").because(refusal.code()));
    }

    private Optional<Refusal> refusal(ClientMessage.Publish publish) {
        if (!clientEvents.contains(publish.event())) {
            return Optional.of(new Refusal.UnknownEvent(publish.event()));
        }
        var publication = new Publication(publish.event(), publish.data(), SOME_ID, ChannelName.LOBBY);
        if (Dialects.largestFrame(publication) > AwsLimits.PAYLOAD_BYTES) {
            return Optional.of(new Refusal.TooLarge(publish.event(), AwsLimits.PAYLOAD_BYTES));
        }
        return carried(publish.data())
                ? Optional.empty()
                : Optional.of(new Refusal.Malformed("its data holds a character that queues don't take"));
    }

    /**
     * Whether SQS takes the text: what XML 1.0 allows (AWS API reference, SendMessage). Control characters can't be in JSON
     * as they are, so what remains are the two code points that are none.
     */
    private static boolean carried(RawJson data) {
        return data.text().chars().noneMatch(c -> c == 0xFFFE || c == 0xFFFF);
    }

    private CompletableFuture<RouteAnswer> send(ClientMessage.Publish publish, String messageId, Replying client) {
        return Attempt.then(
                queue.send(publish.event(), publish.data(), ChannelName.LOBBY, messageId),
                Runnable::run,
                sent -> sent(publish, client),
                reason -> unavailable(publish, reason, client));
    }

    private static CompletableFuture<RouteAnswer> sent(ClientMessage.Publish publish, Replying client) {
        RouteAnswer published = RouteAnswer.of(200, "published");
        RawJson ack = publish.ack();
        return ack == null ? published.now() : client.reply(new Reply.Ack(ack), published);
    }

    private static CompletableFuture<RouteAnswer> unavailable(
            ClientMessage.Publish publish, String reason, Replying client) {
        return client.reply(
                new Reply.Refused(new Refusal.Unavailable(publish.event()), publish.ack()),
                RouteAnswer.of(200, "failed").because("the queue did not take it: " + reason));
    }
}
