package herald.local.stack.gateway;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a connection, as every event tells of it for as long as it lives. Immutable.
 *
 * @param authorizer {@code principalId} and the authorizer's context, empty if none ran
 */
record Caller(
        String connectionId, ServedStage stage, Origin origin, Instant connectedAt, Map<String, Object> authorizer) {

    /**
     * The origin of a connection.
     *
     * @param domainName the Host header that the client sent
     * @param userAgent null if the client sent none
     */
    record Origin(
            String domainName, String sourceIp, @Nullable String userAgent) {}

    Caller {
        authorizer = Collections.unmodifiableMap(new LinkedHashMap<>(authorizer));
    }

    Caller authorized(Map<String, Object> context) {
        return new Caller(connectionId, stage, origin, connectedAt, context);
    }
}
