package herald.queues;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.connections.Cursor;
import herald.dialects.Dialects;
import herald.publications.EventName;
import herald.publications.JsonFault;
import herald.publications.JsonReader;
import herald.publications.Publication;
import herald.publications.PublicationId;
import herald.publications.RawJson;
import herald.queues.DeliveryMessage.Continuation;
import herald.queues.DeliveryMessage.Owed;
import herald.queues.DeliveryMessage.Welcome;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery message as the JSON text that is on the queue. A publication's data stands in it as it is, byte for byte,
 * which is the smallest form and the one that somebody who opens a dead letter can read. Pure.
 */
final class DeliveryText {

    private static final JsonFactory JSON = new JsonFactory();

    private DeliveryText() {}

    static String write(DeliveryMessage message) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("audience", message.audience().key());
            switch (message) {
                case Continuation continuation -> {
                    json.writeStringField("kind", "continuation");
                    if (continuation.cursor() != null) {
                        json.writeStringField(
                                "after", continuation.cursor().after().value());
                    }
                    publications(json, continuation.publications());
                }
                case Owed owed -> {
                    json.writeStringField("kind", "owed");
                    json.writeNumberField("tries", owed.tries());
                    json.writeNumberField("notBefore", owed.notBefore().toEpochMilli());
                    connections(json, owed.connections());
                    publications(json, owed.publications());
                }
                case Welcome welcome -> {
                    json.writeStringField("kind", "welcome");
                    json.writeStringField("connectionId", welcome.id().value());
                    json.writeNumberField("connectedAt", welcome.connectedAt().toEpochMilli());
                }
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a generator into memory", impossible);
        }
        return text.toString();
    }

    private static void connections(JsonGenerator json, List<Connection> connections) throws IOException {
        json.writeArrayFieldStart("connections");
        for (Connection connection : connections) {
            json.writeStartObject();
            json.writeStringField("id", connection.id().value());
            json.writeStringField("dialect", connection.dialect().word());
            json.writeNumberField("connectedAt", connection.connectedAt().toEpochMilli());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void publications(JsonGenerator json, List<Publication> publications) throws IOException {
        json.writeArrayFieldStart("publications");
        for (Publication publication : publications) {
            json.writeStartObject();
            json.writeStringField("event", publication.event().value());
            json.writeStringField("id", publication.id().value());
            json.writeFieldName("data");
            json.writeRawValue(publication.data().text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Reads what {@link #write} wrote; unknown fields are left for later versions, missing ones are a fault. */
    static DeliveryMessage read(String text) throws JsonFault {
        var fields = new Fields();
        var json = JsonReader.own(text);
        json.expect(JsonToken.START_OBJECT);
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            fields.read(field, json);
        }
        json.end();
        return fields.message();
    }

    /** What has been read so far. */
    private static final class Fields {
        private String kind = "";
        private String audience = "";
        private @Nullable String after;
        private int tries;
        private long notBefore;
        private String connectionId = "";
        private @Nullable Long connectedAt;
        private final List<Connection> connections = new ArrayList<>();
        private final List<PublicationFields> publications = new ArrayList<>();

        private record PublicationFields(String event, String id, RawJson data) {}

        void read(String field, JsonReader json) throws JsonFault {
            switch (field) {
                case "kind" -> kind = json.nextString();
                case "audience" -> audience = json.nextString();
                case "after" -> after = json.nextString();
                case "tries" -> tries = Math.toIntExact(json.nextLong());
                case "notBefore" -> notBefore = json.nextLong();
                case "connectionId" -> connectionId = json.nextString();
                case "connectedAt" -> connectedAt = json.nextLong();
                case "connections" -> {
                    json.expect(JsonToken.START_ARRAY);
                    while (json.next() == JsonToken.START_OBJECT) {
                        connections.add(connection(json));
                    }
                }
                case "publications" -> {
                    json.expect(JsonToken.START_ARRAY);
                    while (json.next() == JsonToken.START_OBJECT) {
                        publications.add(publication(json));
                    }
                }
                default -> {
                    JsonToken ignored = json.next();
                    assert ignored != null;
                    json.skip();
                }
            }
        }

        DeliveryMessage message() {
            var whom = Audience.parse(audience);
            if (kind.equals("welcome")) {
                return welcome(whom);
            }
            List<Publication> what = publications.stream()
                    .map(read -> new Publication(
                            new EventName(read.event()), read.data(), new PublicationId(read.id()), whom.channel()))
                    .toList();
            if (what.isEmpty()) {
                throw new IllegalArgumentException("no publications");
            }
            return switch (kind) {
                case "continuation" ->
                    new Continuation(whom, what, after == null ? null : new Cursor(new ConnectionId(after)));
                case "owed" -> new Owed(whom, what, connections, tries, Instant.ofEpochMilli(notBefore));
                default -> throw new IllegalArgumentException("no such kind");
            };
        }

        private Welcome welcome(Audience whom) {
            if (connectedAt == null) {
                throw new IllegalArgumentException("no connectedAt");
            }
            return new Welcome(whom, new ConnectionId(connectionId), Instant.ofEpochMilli(connectedAt));
        }

        private static Connection connection(JsonReader json) throws JsonFault {
            String id = "";
            String dialect = "";
            long connectedAt = 0;
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                switch (field) {
                    case "id" -> id = json.nextString();
                    case "dialect" -> dialect = json.nextString();
                    case "connectedAt" -> connectedAt = json.nextLong();
                    default -> throw new IllegalArgumentException("a connection has an unknown field");
                }
            }
            return new Connection(
                    new ConnectionId(id), Dialects.of(dialect).orElseThrow(), Instant.ofEpochMilli(connectedAt));
        }

        private static PublicationFields publication(JsonReader json) throws JsonFault {
            String event = "";
            String id = "";
            RawJson data = RawJson.NULL;
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                switch (field) {
                    case "event" -> event = json.nextString();
                    case "id" -> id = json.nextString();
                    case "data" -> {
                        json.next();
                        data = json.value();
                    }
                    default -> throw new IllegalArgumentException("a publication has an unknown field");
                }
            }
            return new PublicationFields(event, id, data);
        }
    }
}
