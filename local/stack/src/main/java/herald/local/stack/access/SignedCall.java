package herald.local.stack.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of an HTTP request that are signed.
 *
 * @param path as it came, still percent-encoded
 * @param query likewise, empty without one
 * @param headers by name in small letters, values in the order they came, one character for each byte
 * @param bodySha256 in small hex digits
 */
public record SignedCall(
        String method, String path, String query, Map<String, List<String>> headers, String bodySha256) {

    /** @param name in small letters */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(List::getFirst);
    }
}
