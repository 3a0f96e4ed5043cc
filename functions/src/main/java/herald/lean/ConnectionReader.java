package herald.lean;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GetConnectionResponse;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.Identity;

/**
 * Reads what {@code GET @connections/{id}} answers. Pure. What is missing or null stays null, as with the SDK: a client
 * that names no user agent has none.
 */
final class ConnectionReader {

    private static final JsonFactory JSON = new JsonFactory();

    private ConnectionReader() {}

    static GetConnectionResponse read(byte[] body) throws IOException {
        var response = GetConnectionResponse.builder();
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return response.build();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "connectedAt" -> response.connectedAt(instant(json));
                    case "lastActiveAt" -> response.lastActiveAt(instant(json));
                    case "identity" -> response.identity(identity(json));
                    default -> json.skipChildren();
                }
            }
            return response.build();
        }
    }

    private static @Nullable Identity identity(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return null;
        }
        var identity = Identity.builder();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "sourceIp" -> identity.sourceIp(json.getValueAsString());
                case "userAgent" -> identity.userAgent(json.getValueAsString());
                default -> json.skipChildren();
            }
        }
        return identity.build();
    }

    private static @Nullable Instant instant(JsonParser json) throws IOException {
        String text = json.getValueAsString();
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException notATime) {
            throw new IOException("'" + text + "' is not a time", notATime);
        }
    }
}
