package herald.local.stack.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import herald.local.rules.iam.Need;
import herald.local.stack.access.Access;
import herald.local.stack.weather.StackClock;
import herald.local.stack.weather.Weather;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * {@code /{stage}/@connections/{connectionId}}: POST sends, GET describes, DELETE closes (API version 2018-11-29).
 * Thread-safe; answers at once, a POST as soon as its text is queued behind all earlier ones of that connection.
 */
final class ManagementApi {

    /** The two causes of a 429, in the words of AWS's API model. Upgrades and messages are told the first, too. */
    static final String TOO_MANY = "Too Many Requests";

    static final String BUFFER_FULL = "The WebSocket client-side buffer is full";

    private static final String SERVICE = "execute-api";
    private static final String MANAGE = "execute-api:ManageConnections";
    private static final String COLLECTION = "@connections";
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Access access;
    private final Stages stages;
    private final OpenSockets sockets;
    private final StackClock clock;
    private final Throttles throttles;
    private final PostFaults faults;

    ManagementApi(
            Throttles throttles, Access access, Stages stages, OpenSockets sockets, StackClock clock, Weather weather) {
        this.access = access;
        this.stages = stages;
        this.sockets = sockets;
        this.clock = clock;
        this.throttles = throttles;
        this.faults = new PostFaults(weather);
    }

    static boolean claims(List<String> segments) {
        return segments.size() >= 2 && segments.get(1).equals(COLLECTION);
    }

    /** Returns the token of the session it is signed in; empty for one that no function made. */
    static String token(HttpCall call) {
        return call.header("x-amz-security-token").orElse("");
    }

    /** Returns the action as the API's model names it. */
    static String action(HttpCall call) {
        return switch (call.method()) {
            case "POST" -> "PostToConnection";
            case "DELETE" -> "DeleteConnection";
            default -> "GetConnection";
        };
    }

    /** @param segments of the call's path, {@link #claims claimed} by this API */
    HttpAnswer answer(HttpCall call, List<String> segments) {
        Optional<ServedStage> stage = stages.named(segments.get(0));
        Optional<HttpAnswer> refused = access.refusal(
                        SERVICE, call.signed(), clock.now(), () -> needs(call, stage, segments))
                .map(refusal -> HttpAnswer.error(403, refusal.type(), refusal.message()));
        if (refused.isPresent()) {
            return refused.get();
        }
        if (stage.isEmpty() || segments.size() != 3) {
            return HttpAnswer.forbidden();
        }
        if (!throttles.letsCall()) {
            return limitExceeded(TOO_MANY);
        }
        String id = segments.get(2);
        if (!Ids.wellFormed(id)) {
            return HttpAnswer.error(400, "BadRequestException", "Invalid connectionId: " + id);
        }
        Optional<ClientSocket> socket = sockets.find(stage.get(), id);
        return switch (call.method()) {
            case "POST" ->
                faults.post(id, socket, () -> post(socket, call.body().bytes()));
            case "GET" -> socket.map(ManagementApi::described).orElseGet(ManagementApi::gone);
            case "DELETE" ->
                faults.close(id, () -> socket.map(ManagementApi::closed).orElseGet(ManagementApi::gone));
            default -> HttpAnswer.forbidden();
        };
    }

    /** Returns the needed permissions; none for what leads nowhere, whoever asks. */
    private List<Need> needs(HttpCall call, Optional<ServedStage> stage, List<String> segments) {
        if (stage.isEmpty() || segments.size() != 3) {
            return List.of();
        }
        String resource = stage.get().api().apiId() + "/" + stage.get().name() + "/" + call.method() + "/" + COLLECTION
                + "/" + segments.get(2);
        return List.of(new Need(MANAGE, access.region().arn(SERVICE, resource)));
    }

    private HttpAnswer post(Optional<ClientSocket> socket, byte[] body) {
        if (body.length > GatewayLimits.MESSAGE_BYTES) {
            return tooLarge();
        }
        if (socket.isEmpty()) {
            return gone();
        }
        return switch (socket.get().post(text(body), clock.now())) {
            case QUEUED -> HttpAnswer.empty(200);
            case GONE -> gone();
            case BUFFER_FULL -> limitExceeded(BUFFER_FULL);
        };
    }

    /** Posts go out as text whatever they are; bytes that are none are replaced, since no client would take them. */
    private static byte[] text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    }

    private static HttpAnswer described(ClientSocket socket) {
        Caller caller = socket.caller();
        ObjectNode connection = JsonNodeFactory.instance.objectNode();
        connection.put("connectedAt", iso(caller.connectedAt()));
        connection
                .putObject("identity")
                .put("sourceIp", caller.origin().sourceIp())
                .put("userAgent", caller.origin().userAgent());
        connection.put("lastActiveAt", iso(socket.lastActiveAt()));
        return HttpAnswer.json(200, connection.toString());
    }

    private static HttpAnswer closed(ClientSocket socket) {
        return socket.end(CloseCode.NORMAL) ? HttpAnswer.empty(204) : gone();
    }

    static HttpAnswer tooLarge() {
        return HttpAnswer.error(413, "PayloadTooLargeException", "Payload is larger than 128 KB");
    }

    static HttpAnswer gone() {
        return HttpAnswer.error(410, "GoneException", "Gone");
    }

    static HttpAnswer limitExceeded(String message) {
        return HttpAnswer.error(429, "LimitExceededException", message);
    }

    private static String iso(Instant instant) {
        return MILLIS.format(instant);
    }
}
