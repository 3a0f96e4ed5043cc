package herald.local.stack.gateway;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A request's body while it comes in: keeps one byte more than a post may have, and hashes all of it, since also a post
 * that is too large is signed. Not thread-safe.
 */
final class RequestBody {

    private final ByteArrayOutputStream kept;
    private final MessageDigest digest = sha256();
    private long length;

    /**
     * A body that has come to its end.
     *
     * @param bytes what there is of it up to one byte more than a post may have
     * @param sha256 of all of it, in small hex digits
     */
    record Read(byte[] bytes, String sha256) {}

    /** @param announced its length, 0 if not known */
    RequestBody(long announced) {
        kept = new ByteArrayOutputStream(Math.clamp(announced, 0, GatewayLimits.MESSAGE_BYTES));
    }

    void append(byte[] bytes) {
        length += bytes.length;
        digest.update(bytes);
        kept.write(bytes, 0, Math.min(bytes.length, GatewayLimits.MESSAGE_BYTES + 1 - kept.size()));
    }

    /** Returns the length of all that came, kept or not. */
    long length() {
        return length;
    }

    /** Ends the reading; to be called once. */
    Read read() {
        return new Read(kept.toByteArray(), HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
