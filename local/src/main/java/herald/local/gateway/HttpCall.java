package herald.local.gateway;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A plain HTTP request, read to its end.
 *
 * @param path as it came, still percent-encoded
 * @param authorization the header of that name
 * @param body what there is of it up to one byte more than a post may have
 */
record HttpCall(String method, String path, String query, Optional<String> authorization, byte[] body) {

    static HttpCall of(HttpRequest request, byte[] body) {
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        return new HttpCall(
                request.method().name(),
                uri.rawPath(),
                uri.rawQuery(),
                Optional.ofNullable(request.headers().get("Authorization")),
                body);
    }

    /** @return its parts between slashes, decoded one by one so that an encoded slash stays within its part */
    List<String> segments() {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(HttpCall::decoded)
                .toList();
    }

    /** @throws IllegalArgumentException if {@code %} is not followed by two hex digits */
    static String decoded(String path) {
        return new QueryStringDecoder(path).path();
    }
}
