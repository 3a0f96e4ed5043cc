package herald.local.stack.gateway;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request to open a WebSocket, as handlers are told of it. Immutable.
 *
 * @param headers by name in the client's letters, values in the order they came
 * @param query decoded, by name
 */
record Upgrade(Map<String, List<String>> headers, Map<String, List<String>> query) {

    /** More than a URL has room for. */
    private static final int QUERY_PARAMETERS = GatewayLimits.URL_CHARACTERS;

    static boolean asked(HttpRequest request) {
        return HttpMethod.GET.equals(request.method())
                && request.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    /** @throws IllegalArgumentException if the query is not properly percent-encoded */
    static Upgrade of(HttpRequest request) {
        return new Upgrade(headers(request.headers()), query(request.uri()));
    }

    /** Returns the decoded query, in which a semicolon separates nothing, other than by Netty's default. */
    private static Map<String, List<String>> query(String uri) {
        return new QueryStringDecoder(uri, StandardCharsets.UTF_8, true, QUERY_PARAMETERS, true).parameters();
    }

    private static Map<String, List<String>> headers(HttpHeaders headers) {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : headers) {
            String name = sameName(byName, header.getKey()).orElse(header.getKey());
            byName.computeIfAbsent(name, absent -> new ArrayList<>()).add(header.getValue());
        }
        return byName;
    }

    private static Optional<String> sameName(Map<String, List<String>> headers, String name) {
        return headers.keySet().stream().filter(name::equalsIgnoreCase).findFirst();
    }

    /** Returns whether it follows RFC 6455, 4.2.1; nothing but version 13 is in use. */
    static boolean proper(HttpRequest request) {
        String key = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        return "13".equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))
                && key != null
                && !key.isBlank();
    }

    /** Returns whether the client offers permessage-deflate in a form that can be accepted. */
    boolean deflates() {
        return sameName(headers, "Sec-WebSocket-Extensions")
                .map(headers::get)
                .map(Deflation::acceptable)
                .orElse(false);
    }

    /** Returns the 101 for this request. */
    FullHttpResponse acceptance(Optional<String> protocol, Instant now) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
        response.headers()
                .set(HttpHeaderNames.DATE, DateFormatter.format(Date.from(now)))
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .set(
                        HttpHeaderNames.SEC_WEBSOCKET_ACCEPT,
                        acceptKey(header("Sec-WebSocket-Key").orElse("")));
        protocol.ifPresent(name -> response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, name));
        if (deflates()) {
            response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, Deflation.ACCEPTANCE);
        }
        return response;
    }

    /** Returns a proof of having read the request, not a secret (RFC 6455, 4.2.2). */
    private static String acceptKey(String key) {
        try {
            byte[] proof = (key.trim() + WebSocketServerHandshaker13.WEBSOCKET_13_ACCEPT_GUID)
                    .getBytes(StandardCharsets.ISO_8859_1);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(proof));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the last value, as in an event's {@code headers}. */
    Optional<String> header(String name) {
        return sameName(headers, name).map(headers::get).map(List::getLast);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).map(List::getLast);
    }
}
