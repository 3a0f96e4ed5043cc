package herald.routes;

import herald.dialects.ClientMessage;
import herald.dialects.Dialects;
import herald.dialects.Refusal;
import herald.dialects.Reply;
import herald.publications.Channel;
import herald.publications.Json;
import herald.publications.Publication;
import herald.publications.PublicationReader;
import herald.publications.Reasons;
import herald.queues.PublishQueue;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What clients want everybody to hear, in whichever dialect they said it: put on the publish queue, or refused. */
final class Publishing {

    /** As long as the messageId that SQS will give it. */
    private static final String SOME_ID = "00000000-0000-0000-0000-000000000000";

    private final PublishQueue queue;
    private final Set<String> clientEvents;

    Publishing(PublishQueue queue, Set<String> clientEvents) {
        this.queue = queue;
        this.clientEvents = Set.copyOf(clientEvents);
    }

    /** How the client is answered. */
    interface Replying {
        CompletableFuture<Answer> reply(Reply reply, Answer answer);
    }

    /** @param messageId the same if the same message is handled once more */
    CompletableFuture<Answer> publish(ClientMessage.Publish publish, String messageId, Replying client) {
        return refusal(publish)
                .map(refusal -> refuse(refusal, publish.ack(), client))
                .orElseGet(() -> send(publish, messageId, client));
    }

    /** The log gets the code only: the sentence repeats what the client wrote. */
    CompletableFuture<Answer> refuse(Refusal refusal, @Nullable Json ack, Replying client) {
        return client.reply(
                new Reply.Refused(refusal, ack), Answer.of(200, "refused").because(refusal.code()));
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

    private CompletableFuture<Answer> send(ClientMessage.Publish publish, String messageId, Replying client) {
        return queue.send(publish.event(), publish.data(), Channel.LOBBY, messageId)
                .handle((sent, failure) -> Optional.ofNullable(failure))
                .thenCompose(failure -> failure.map(thrown -> unavailable(publish, thrown, client))
                        .orElseGet(() -> sent(publish, client)));
    }

    private static CompletableFuture<Answer> sent(ClientMessage.Publish publish, Replying client) {
        Answer published = Answer.of(200, "published");
        Json ack = publish.ack();
        return ack == null ? CompletableFuture.completedFuture(published) : client.reply(new Reply.Ack(ack), published);
    }

    private static CompletableFuture<Answer> unavailable(
            ClientMessage.Publish publish, Throwable thrown, Replying client) {
        return client.reply(
                new Reply.Refused(new Refusal.Unavailable(publish.event()), publish.ack()),
                Answer.of(200, "failed").because("the queue did not take it: " + Reasons.of(thrown)));
    }
}
