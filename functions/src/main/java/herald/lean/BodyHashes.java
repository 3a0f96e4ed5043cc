package herald.lean;

import org.jspecify.annotations.Nullable;

/**
 * The hashes of the latest bodies, known by the array they are in: a fan-out posts one frame to thousands. Not
 * thread-safe. Whoever posts an array must not change it, which the SDK's {@code SdkBytes} asks too.
 */
final class BodyHashes {

    /** Ten messages in four formats make so many bodies, posted in turn. Each may keep 128 KB alive. */
    private static final int KEPT = 40;

    private final Signer signer;
    private final byte[] @Nullable [] bodies = new byte[KEPT][];
    private final byte[][] hashes = new byte[KEPT][];
    private int next;
    private int last;

    BodyHashes(Signer signer) {
        this.signer = signer;
    }

    // The array itself is what is known: comparing contents would cost what hashing does.
    @SuppressWarnings("ReferenceEquality")
    byte[] of(byte[] body) {
        if (bodies[last] == body) {
            return hashes[last];
        }
        for (int i = 0; i < KEPT; i++) {
            if (bodies[i] == body) {
                last = i;
                return hashes[i];
            }
        }
        byte[] hash = signer.bodyHash(body);
        bodies[next] = body;
        hashes[next] = hash;
        last = next;
        next = (next + 1) % KEPT;
        return hash;
    }
}
