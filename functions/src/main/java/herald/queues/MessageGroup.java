package herald.queues;

import herald.aws.AwsLimits;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A message group's id, for which SQS takes ASCII letters, digits and punctuation (AWS API reference, SendMessage). */
final class MessageGroup {

    private MessageGroup() {}

    /** The name itself where SQS takes it, or else its hash. */
    static String of(String name) {
        boolean fits = !name.isEmpty()
                && name.length() <= AwsLimits.SQS_GROUP_ID_LENGTH
                && name.chars().allMatch(c -> c > ' ' && c < 127);
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
