package herald.local.stack.services;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A call that a function makes of a service, read to its end. Nobody changes the body's bytes.
 *
 * @param path as it came, still percent-encoded
 * @param query likewise, empty without one
 * @param headers by name in small letters, values in the order they came
 */
public record ServiceCall(
        Service service, String method, String path, String query, Map<String, List<String>> headers, byte[] body) {

    static ServiceCall of(Service service, FullHttpRequest request) {
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : request.headers()) {
            headers.computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(header.getValue());
        }
        return new ServiceCall(
                service,
                request.method().name(),
                uri.rawPath(),
                uri.rawQuery(),
                headers,
                ByteBufUtil.getBytes(request.content()));
    }

    /** @param name in small letters */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(List::getFirst);
    }

    /**
     * Returns the action, such as {@code PutItem}: what {@code X-Amz-Target} names after its dot; empty if it names
     * nothing.
     */
    public String action() {
        String target = header("x-amz-target").orElse("");
        return target.substring(target.lastIndexOf('.') + 1);
    }
}
