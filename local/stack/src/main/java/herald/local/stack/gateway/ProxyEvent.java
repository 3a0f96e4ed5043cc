package herald.local.stack.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The events that a Lambda proxy integration and an authorizer are invoked with, in the shape captured from AWS: a key
 * without a value is absent, never null.
 */
final class ProxyEvent {

    private static final DateTimeFormatter REQUEST_TIME = DateTimeFormatter.ofPattern(
                    "dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** A moment in a connection that functions are told of, with its own request id: the upgrade, a message, the end. */
    record Occasion(Caller caller, String requestId, Instant at) {}

    /** A client's WebSocket message: its text, and the id it was given. */
    record Message(String id, String text) {}

    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private ProxyEvent() {}

    static byte[] connect(Occasion occasion, Upgrade upgrade) {
        Map<String, List<String>> headers = new LinkedHashMap<>(upgrade.headers());
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("Connection") || name.equalsIgnoreCase("Upgrade"));
        return event(json -> {
            lists(json, "headers", "multiValueHeaders", forwarded(headers, occasion));
            if (!upgrade.query().isEmpty()) {
                lists(json, "queryStringParameters", "multiValueQueryStringParameters", upgrade.query());
            }
            stageVariables(json, occasion);
            context(json, occasion, "CONNECT", inner -> inner.writeStringField("routeKey", ServedStage.CONNECT));
            json.writeBooleanField("isBase64Encoded", false);
        });
    }

    static byte[] message(Occasion occasion, String routeKey, Message message) {
        return event(json -> {
            stageVariables(json, occasion);
            context(json, occasion, "MESSAGE", inner -> {
                inner.writeStringField("routeKey", routeKey);
                inner.writeStringField("messageId", message.id());
            });
            json.writeStringField("body", message.text());
            json.writeBooleanField("isBase64Encoded", false);
        });
    }

    static byte[] disconnect(Occasion occasion, CloseCode code) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Host", List.of(occasion.caller().origin().domainName()));
        headers.put("x-api-key", List.of(""));
        headers.put("X-Forwarded-For", List.of(""));
        headers.put("x-restapi", List.of(""));
        return event(json -> {
            lists(json, "headers", "multiValueHeaders", headers);
            stageVariables(json, occasion);
            context(json, occasion, "DISCONNECT", inner -> {
                inner.writeStringField("routeKey", ServedStage.DISCONNECT);
                inner.writeNumberField("disconnectStatusCode", code.code());
                inner.writeStringField("disconnectReason", code.reason());
            });
            json.writeBooleanField("isBase64Encoded", false);
        });
    }

    /** Returns a REQUEST authorizer's input (AWS docs, WebSocket Lambda authorizer), with its maps also if empty. */
    static byte[] authorizer(Occasion occasion, Upgrade upgrade, String methodArn) {
        Map<String, List<String>> headers = new LinkedHashMap<>(upgrade.headers());
        headers.putIfAbsent("content-length", List.of("0"));
        return event(json -> {
            json.writeStringField("type", "REQUEST");
            json.writeStringField("methodArn", methodArn);
            lists(json, "headers", "multiValueHeaders", forwarded(headers, occasion));
            lists(json, "queryStringParameters", "multiValueQueryStringParameters", upgrade.query());
            strings(json, "stageVariables", occasion.caller().stage().stage().variables());
            context(json, occasion, "CONNECT", inner -> inner.writeStringField("routeKey", ServedStage.CONNECT));
        });
    }

    private static byte[] event(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = StrictJson.MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Returns the headers with those that API Gateway adds; port and protocol are those of its public side. */
    private static Map<String, List<String>> forwarded(Map<String, List<String>> headers, Occasion occasion) {
        Map<String, List<String>> all = new LinkedHashMap<>(headers);
        String through = String.join(", ", remove(all, "X-Forwarded-For"));
        remove(all, "X-Forwarded-Port");
        remove(all, "X-Forwarded-Proto");
        List<String> trace = remove(all, "X-Amzn-Trace-Id");
        all.put("X-Amzn-Trace-Id", trace.isEmpty() ? List.of(traceId(occasion)) : trace);
        String sourceIp = occasion.caller().origin().sourceIp();
        all.put("X-Forwarded-For", List.of(through.isEmpty() ? sourceIp : through + ", " + sourceIp));
        all.put("X-Forwarded-Port", List.of("443"));
        all.put("X-Forwarded-Proto", List.of("https"));
        return all;
    }

    private static List<String> remove(Map<String, List<String>> headers, String name) {
        for (String present : headers.keySet()) {
            if (present.equalsIgnoreCase(name)) {
                List<String> values = headers.get(present);
                headers.remove(present);
                return values == null ? List.of() : values;
            }
        }
        return List.of();
    }

    /** Returns an id in X-Ray's form, made of the request's, so that authorizer and handler are told of one trace. */
    private static String traceId(Occasion occasion) {
        byte[] id = occasion.requestId().getBytes(StandardCharsets.US_ASCII);
        return "Root=1-%08x-%s"
                .formatted(occasion.at().getEpochSecond(), HexFormat.of().formatHex(id, 0, 12));
    }

    private static void context(JsonGenerator json, Occasion occasion, String eventType, Fields special)
            throws IOException {
        Caller caller = occasion.caller();
        json.writeObjectFieldStart("requestContext");
        special.write(json);
        json.writeStringField("eventType", eventType);
        json.writeStringField("extendedRequestId", occasion.requestId());
        json.writeStringField("requestTime", REQUEST_TIME.format(occasion.at()));
        json.writeStringField("messageDirection", "IN");
        json.writeStringField("stage", caller.stage().name());
        json.writeNumberField("connectedAt", caller.connectedAt().toEpochMilli());
        json.writeNumberField("requestTimeEpoch", occasion.at().toEpochMilli());
        identity(json, caller);
        json.writeStringField("requestId", occasion.requestId());
        json.writeStringField("domainName", caller.origin().domainName());
        json.writeStringField("connectionId", caller.connectionId());
        json.writeStringField("apiId", caller.stage().api().apiId());
        if (!caller.authorizer().isEmpty()) {
            json.writePOJOField("authorizer", caller.authorizer());
        }
        json.writeEndObject();
    }

    private static void identity(JsonGenerator json, Caller caller) throws IOException {
        json.writeObjectFieldStart("identity");
        if (caller.origin().userAgent() != null) {
            json.writeStringField("userAgent", caller.origin().userAgent());
        }
        json.writeStringField("sourceIp", caller.origin().sourceIp());
        json.writeEndObject();
    }

    private static void stageVariables(JsonGenerator json, Occasion occasion) throws IOException {
        if (!occasion.caller().stage().stage().variables().isEmpty()) {
            strings(json, "stageVariables", occasion.caller().stage().stage().variables());
        }
    }

    private static void strings(JsonGenerator json, String name, Map<String, String> values) throws IOException {
        json.writePOJOField(name, values);
    }

    /** Writes the same map twice: with the last value of each name, and with all. */
    private static void lists(JsonGenerator json, String single, String multi, Map<String, List<String>> values)
            throws IOException {
        Map<String, String> last = new LinkedHashMap<>();
        values.forEach((name, all) -> last.put(name, all.getLast()));
        json.writePOJOField(single, last);
        json.writePOJOField(multi, values);
    }
}
