package herald.local.stack.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer to a plain HTTP request.
 *
 * @param manner how it reaches the client, if at all
 */
record HttpAnswer(int status, Map<String, String> headers, byte[] body, Manner manner) {

    /** The ways to the client. All but the first are faults that were asked for. */
    enum Manner {
        AS_USUAL,
        /** The client waits in vain. */
        NEVER,
        /** The connection is reset instead. */
        RESET,
        /** A byte a second. */
        DRIBBLED
    }

    HttpAnswer {
        headers = Map.copyOf(headers);
    }

    HttpAnswer(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, Manner.AS_USUAL);
    }

    HttpAnswer in(Manner other) {
        return new HttpAnswer(status, headers, body, other);
    }

    static HttpAnswer json(int status, String body) {
        return new HttpAnswer(
                status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }

    static HttpAnswer empty(int status) {
        return new HttpAnswer(status, Map.of(), new byte[0]);
    }

    /** @param type AWS's name of the error: without this header the SDK throws its generic exception only */
    static HttpAnswer error(int status, String type, String message) {
        String body =
                JsonNodeFactory.instance.objectNode().put("message", message).toString();
        return new HttpAnswer(
                status,
                Map.of("Content-Type", "application/json", "x-amzn-ErrorType", type),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns API Gateway's answer to a path that leads nowhere. */
    static HttpAnswer forbidden() {
        return error(403, "ForbiddenException", "Forbidden");
    }

    FullHttpResponse response() {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
        headers.forEach((name, value) -> response.headers().set(name, value));
        if (status != 204) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        return response;
    }
}
