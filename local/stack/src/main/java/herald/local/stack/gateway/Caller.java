package herald.local.stack.gateway;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end of a connection, for as long as it lives: what every event says of it. Immutable.
 *
 * @param domainName the Host header that the client sent
 * @param userAgent null if the client sent none
 * @param authorizer {@code principalId} and the authorizer's context, empty if none ran
 */
record Caller(
        String connectionId,
        ServedStage stage,
        String domainName,
        String sourceIp,
        @Nullable String userAgent,
        Instant connectedAt,
        Map<String, Object> authorizer) {

    Caller {
        authorizer = Collections.unmodifiableMap(new LinkedHashMap<>(authorizer));
    }

    Caller authorized(Map<String, Object> context) {
        return new Caller(connectionId, stage, domainName, sourceIp, userAgent, connectedAt, context);
    }
}
