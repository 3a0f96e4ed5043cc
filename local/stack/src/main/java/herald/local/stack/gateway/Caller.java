package herald.local.stack.gateway;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end of a connection, for as long as it lives: what every event says of it. Immutable.
 *
 * @param authorizer {@code principalId} and the authorizer's context, empty if none ran
 */
record Caller(
        String connectionId, ServedStage stage, Origin origin, Instant connectedAt, Map<String, Object> authorizer) {

    /**
     * Where a connection comes from.
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
