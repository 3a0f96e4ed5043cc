package herald.local.stack.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import herald.local.rules.iam.DynamoDbNeeds;
import herald.local.rules.iam.Need;
import herald.local.rules.iam.SqsNeeds;
import herald.local.stack.services.Gate;
import herald.local.stack.services.Service;
import herald.local.stack.services.ServiceCall;
import herald.local.stack.services.ServiceError;
import herald.local.stack.wire.Sha256;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets functions' calls of tables and queues through that {@link Access} lets through. Thread-safe. */
public final class AccessGate implements Gate {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DYNAMODB_STATUS = 400;
    private static final int SQS_STATUS = 403;

    private final Access access;
    private final Supplier<Instant> now;

    public AccessGate(Access access, Supplier<Instant> now) {
        this.access = access;
        this.now = now;
    }

    @Override
    public Optional<ServiceError> refusal(ServiceCall call) {
        SignedCall signed =
                new SignedCall(call.method(), call.path(), call.query(), call.headers(), Sha256.hex(call.body()));
        boolean tables = call.service() == Service.DYNAMODB;
        try {
            return access.refusal(tables ? "dynamodb" : "sqs", signed, now.get(), () -> needs(call))
                    .map(refused -> new ServiceError(
                            tables ? DYNAMODB_STATUS : SQS_STATUS,
                            "com.amazon.coral.service#" + refused.type(),
                            refused.message()));
        } catch (IllegalArgumentException notEncoded) {
            return Optional.of(new ServiceError(
                    DYNAMODB_STATUS, "com.amazon.coral.service#SerializationException", "The query can't be read."));
        }
    }

    private List<Need> needs(ServiceCall call) {
        if (call.service() == Service.DYNAMODB) {
            return DynamoDbNeeds.of(call.action(), json(call.body()), access.region());
        }
        JsonNode request = call.action().isEmpty() ? form(call) : json(call.body());
        String action = call.action().isEmpty() ? request.path("Action").asText("") : call.action();
        return SqsNeeds.of(action, request, access.region());
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** Reads SQS's older protocol, which version 1 of the SDK speaks; the queue may stand in the path. */
    private static JsonNode form(ServiceCall call) {
        ObjectNode fields = JSON.createObjectNode();
        fields.put("QueueUrl", call.path());
        new QueryStringDecoder("?" + new String(call.body(), StandardCharsets.UTF_8))
                .parameters()
                .forEach((name, values) -> fields.put(name, values.getFirst()));
        return fields;
    }
}
