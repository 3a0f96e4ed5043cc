package herald.lean;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The place of an API's {@code @connections}, in the forms that requests and signatures need. Immutable.
 *
 * @param authority the host, and the port unless it is the scheme's own: the value of the header {@code Host}
 * @param path the stage or base path with its leading and without its trailing slash, percent-encoded; may be empty
 */
record Endpoint(boolean tls, String host, int port, String authority, String path) {

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    static Endpoint of(URI uri) {
        URI url = uri.normalize();
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        if ((!tls && !scheme.equals("http")) || url.getHost() == null) {
            throw new IllegalArgumentException("'" + uri + "' is not an http or https URL");
        }
        int usual = tls ? 443 : 80;
        int port = url.getPort() < 0 ? usual : url.getPort();
        String path = url.getRawPath();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        String host = url.getHost();
        return new Endpoint(tls, host, port, port == usual ? host : host + ":" + port, path);
    }

    /** An id as one segment of a path: everything but letters, digits and {@code -_.~} as percent and UTF-8. */
    static byte[] encoded(String id) {
        return encoded(id.getBytes(StandardCharsets.UTF_8), false);
    }

    /** An encoded path, encoded once more as signatures want it; its slashes stay. */
    static byte[] encodedAgain(byte[] path) {
        return encoded(path, true);
    }

    private static byte[] encoded(byte[] text, boolean slashes) {
        int odd = 0;
        for (byte octet : text) {
            odd += stays(octet, slashes) ? 0 : 1;
        }
        if (odd == 0) {
            return text;
        }
        var encoded = new byte[text.length + 2 * odd];
        int at = 0;
        for (byte octet : text) {
            if (stays(octet, slashes)) {
                encoded[at++] = octet;
            } else {
                encoded[at++] = '%';
                encoded[at++] = HEX[(octet >> 4) & 15];
                encoded[at++] = HEX[octet & 15];
            }
        }
        return encoded;
    }

    private static boolean stays(byte octet, boolean slashes) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || octet == '-'
                || octet == '_'
                || octet == '.'
                || octet == '~'
                || (octet == '/' && slashes);
    }
}
