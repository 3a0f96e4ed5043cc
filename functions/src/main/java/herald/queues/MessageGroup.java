package herald.queues;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A message group's id, which SQS wants to be 1 to 128 ASCII letters, digits and punctuation (AWS API reference). */
final class MessageGroup {

    private static final int MAX_LENGTH = 128;

    private MessageGroup() {}

    /** The name itself where SQS takes it, or else its hash. */
    static String of(String name) {
        boolean fits =
                !name.isEmpty() && name.length() <= MAX_LENGTH && name.chars().allMatch(c -> c > ' ' && c < 127);
        return fits ? name : hash(name);
    }

    static String hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
