package herald.local.stack.gateway;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Connection, request and message ids in AWS's form: 16 characters of the URL-safe alphabet, the last a {@code =}.
 * Thread-safe.
 */
final class Ids {

    private static final int BYTES = 11;
    private static final Pattern CONNECTION_ID = Pattern.compile("[A-Za-z0-9_-]+={0,2}");

    private final SecureRandom random = new SecureRandom();

    String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    /** Returns whether it could be a connectionId of AWS's, which are of more than one length. */
    static boolean wellFormed(String connectionId) {
        return CONNECTION_ID.matcher(connectionId).matches();
    }
}
