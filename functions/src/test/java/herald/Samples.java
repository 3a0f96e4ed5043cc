package herald;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import herald.events.EventSerializer;
import herald.publications.ChannelName;
import herald.publications.EventName;
import herald.publications.JsonFault;
import herald.publications.JsonReader;
import herald.publications.Publication;
import herald.publications.PublicationId;
import herald.publications.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sample events of {@code events/}, read as the real runtime reads them, and small values for tests. */
public final class Samples {

    private Samples() {}

    public static APIGatewayV2WebSocketEvent webSocket(String name) {
        return read(name, APIGatewayV2WebSocketEvent.class);
    }

    public static SQSEvent sqs(String name) {
        return read(name, SQSEvent.class);
    }

    public static RawJson json(String text) {
        try {
            return JsonReader.only(text);
        } catch (JsonFault fault) {
            throw new IllegalArgumentException(text, fault);
        }
    }

    public static Publication publication(int number) {
        return publication("item_added", "{\"number\":" + number + "}", "id-" + number);
    }

    public static Publication publication(String event, String data, String id) {
        return new Publication(new EventName(event), json(data), new PublicationId(id), ChannelName.LOBBY);
    }

    private static <T> T read(String name, Class<T> type) {
        Path file = Path.of("..", "events", name);
        try (var in = Files.newInputStream(file)) {
            return new EventSerializer().fromJson(in, type);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public static Set<PublicationId> ids(String... ids) {
        return Stream.of(ids).map(PublicationId::new).collect(Collectors.toSet());
    }
}
