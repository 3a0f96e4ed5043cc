package herald.local.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A key that calls are signed with. Immutable.
 *
 * @param sessionToken of a role's short-lived credentials; a user's have none
 */
public record Credentials(String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {

    /** For a person's own tools. No role has it, so a call that is signed with it was not a function's. */
    public static final Credentials PERSON = new Credentials("test", "test", Optional.empty());

    /**
     * A function's: of the form of a role's, its own as on AWS each function has its own role, and the same in every run
     * so that a process that outlived its stack is not a riddle.
     *
     * @param account twelve digits
     * @param functionName its physical name
     */
    public static Credentials ofFunction(String account, String functionName) {
        String digest = HexFormat.of().withUpperCase().formatHex(sha256(account + "/" + functionName));
        return new Credentials(
                "ASIA" + digest.substring(0, 16), digest.substring(16, 56), Optional.of(digest + digest));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
