package herald.bench.sample;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import herald.bench.endtoend.Fields;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Answers one socket's calls: posts after a while, the others at once. */
final class AwsCalls extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String CONNECTIONS = "/@connections/";
    private static final Map<Integer, String> ERRORS = Map.of(410, "GoneException", 429, "LimitExceededException");
    private static final Duration OLD = Duration.ofHours(1);

    /** Longer than Herald waits for a post. */
    private static final long MUTE_MILLIS = 5000;

    private final Supplier<Play> current;
    private final long delayMillis;

    AwsCalls(Supplier<Play> current, long delayMillis) {
        this.current = current;
        this.delayMillis = delayMillis;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) throws IOException {
        int at = request.uri().indexOf(CONNECTIONS);
        if (at >= 0) {
            post(context, request.uri().substring(at + CONNECTIONS.length()));
            return;
        }
        String target = request.headers().get("X-Amz-Target", "");
        Fields asked = Fields.of(request.content().toString(StandardCharsets.UTF_8));
        Play play = current.get();
        String body = switch (target.substring(target.indexOf('.') + 1)) {
            case "Scan", "Query" -> page(play, asked);
            case "DeleteItem" -> {
                play.delete(Play.number(asked.text("Key.connectionId.S")));
                yield "{}";
            }
            case "BatchGetItem" -> "{\"Responses\":{},\"UnprocessedKeys\":{}}";
            case "SendMessageBatch" -> taken(play, asked);
            case "ChangeMessageVisibilityBatch" -> "{\"Successful\":[],\"Failed\":[]}";
            default -> "{}";
        };
        answer(context, 200, body);
    }

    private void post(ChannelHandlerContext context, String id) {
        Play play = current.get();
        if (!Play.isOurs(id)) {
            // Herald tries its ways with an id of nobody's before the first message.
            answer(context, 410, "");
            return;
        }
        int number = Play.number(id);
        int status = play.post(number);
        ScheduledFuture<?> _ = context.executor()
                .schedule(
                        () -> {
                            play.answered();
                            answer(context, status, "");
                        },
                        play.scene().isMute(number) ? MUTE_MILLIS : delayMillis,
                        TimeUnit.MILLISECONDS);
    }

    private static String page(Play play, Fields asked) throws IOException {
        play.read();
        Scene scene = play.scene();
        String after = "ExclusiveStartKey.connectionId.S";
        int number = asked.holds(after) ? Play.number(asked.text(after)) + 1 : 0;
        int most = asked.holds("Limit")
                ? Math.min(Integer.parseInt(asked.text("Limit")), scene.pageRows())
                : scene.pageRows();
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("Items");
            int rows = 0;
            for (; rows < most && number < scene.connections(); number++) {
                if (play.has(number)) {
                    row(json, scene, number);
                    rows++;
                }
            }
            json.writeEndArray();
            json.writeNumberField("Count", rows);
            json.writeNumberField("ScannedCount", rows);
            if (number < scene.connections()) {
                json.writeObjectFieldStart("LastEvaluatedKey");
                attribute(json, "audience", "S", "lobby#0");
                attribute(json, "connectionId", "S", Play.id(number - 1));
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void row(JsonGenerator json, Scene scene, int number) throws IOException {
        Instant now = Instant.now();
        Instant connected = scene.isYoung(number) ? now : now.minus(OLD);
        json.writeStartObject();
        attribute(json, "audience", "S", "lobby#0");
        attribute(json, "connectionId", "S", Play.id(number));
        attribute(json, "dialect", "S", scene.batch() ? "batch" : "plain");
        attribute(json, "connectedAt", "N", Long.toString(connected.toEpochMilli()));
        attribute(json, "expiresAt", "N", Long.toString(now.plus(OLD).getEpochSecond()));
        json.writeEndObject();
    }

    private static void attribute(JsonGenerator json, String name, String type, String value) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField(type, value);
        json.writeEndObject();
    }

    /** The SDK compares the digest, so it must be the right one. */
    private static String taken(Play play, Fields asked) throws IOException {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("Successful");
            for (int entry = 0; asked.holds("Entries." + entry + ".Id"); entry++) {
                String body = asked.text("Entries." + entry + ".MessageBody");
                play.queue().add(body);
                json.writeStartObject();
                json.writeStringField("Id", asked.text("Entries." + entry + ".Id"));
                json.writeStringField("MessageId", "m" + play.queue().size());
                json.writeStringField("MD5OfMessageBody", digest(body));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("Failed");
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static String digest(String body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static void answer(ChannelHandlerContext context, int status, String body) {
        var answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(status),
                Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
        answer.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/x-amz-json-1.0");
        answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes());
        String error = ERRORS.get(status);
        if (error != null) {
            answer.headers().set("x-amzn-ErrorType", error);
        }
        ChannelFuture _ = context.writeAndFlush(answer);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        System.err.println("stub: " + cause);
        ChannelFuture _ = context.close();
    }
}
