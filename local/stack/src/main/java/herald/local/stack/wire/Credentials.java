package herald.local.stack.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** A key that calls are signed with; a role's is short-lived and has a session token, a user's has none. Immutable. */
public record Credentials(String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {

    private static final Pattern SESSION = Pattern.compile("[0-9A-F]{32}");

    /** The credentials of a person's tools. No role has them, so a call signed with them was not a function's. */
    public static final Credentials PERSON = new Credentials("test", "test", Optional.empty());

    /**
     * Returns the credentials of a function, by its physical name and its account's twelve digits: of the form of a
     * role's, its own as on AWS each function has its own role, and the same in every run so that a process that
     * outlived its stack is not a riddle.
     */
    public static Credentials ofFunction(String account, String functionName) {
        String digest = Sha256.hex((account + "/" + functionName).getBytes(StandardCharsets.UTF_8))
                .toUpperCase(Locale.ROOT);
        return new Credentials(
                "ASIA" + digest.substring(0, 16), digest.substring(16, 56), Optional.of(digest + digest));
    }

    /** The same with a session of its own: a role hands out many, each environment of a function has one. */
    public Credentials newSession() {
        String session = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
        return new Credentials(accessKeyId, secretAccessKey, sessionToken.map(token -> token + session));
    }

    /** Returns whether a call that has this token, or none, may be one that was signed with these: of any session. */
    public boolean takes(Optional<String> token) {
        return sessionToken.isEmpty()
                ? token.isEmpty()
                : token.filter(it -> it.startsWith(sessionToken.get()))
                        .map(it -> it.substring(sessionToken.get().length()))
                        .filter(session ->
                                session.isEmpty() || SESSION.matcher(session).matches())
                        .isPresent();
    }
}
