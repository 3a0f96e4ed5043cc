package herald.local.stack.gateway;

import herald.local.stack.access.SignedCall;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A plain HTTP request, read to its end.
 *
 * @param path as it came, still percent-encoded
 * @param headers by name in small letters, values in the order they came, one character for each byte
 */
record HttpCall(String method, String path, String query, Map<String, List<String>> headers, RequestBody.Read body) {

    static HttpCall of(HttpRequest request, RequestBody.Read body) {
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        return new HttpCall(request.method().name(), uri.rawPath(), uri.rawQuery(), headers(request), body);
    }

    private static Map<String, List<String>> headers(HttpRequest request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : request.headers()) {
            headers.merge(
                    header.getKey().toLowerCase(Locale.ROOT),
                    List.of(header.getValue()),
                    (one, more) -> Stream.concat(one.stream(), more.stream()).toList());
        }
        return headers;
    }

    /** @param name in small letters */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(List::getFirst);
    }

    SignedCall signed() {
        return new SignedCall(method, path, query, headers, body.sha256());
    }

    /** Returns its parts between slashes, decoded one by one so that an encoded slash stays within its part. */
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
