package herald.lean;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * HMAC-SHA-256 with one key whose two pads are hashed once and cloned for each text, which halves the work for short ones.
 * Immutable, but not thread-safe while a clone is taken: used on one thread.
 */
final class Hmac {

    private static final int BLOCK = 64;

    /** A digest that is never fed: a copy of it is made sooner than the JDK finds another. */
    private static final MessageDigest BLANK = blank();

    private final MessageDigest inner;
    private final MessageDigest outer;

    Hmac(byte[] key) {
        byte[] short64 = key.length > BLOCK ? sha256().digest(key) : key;
        var pad = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            pad[i] = (byte) ((i < short64.length ? short64[i] : 0) ^ 0x36);
        }
        inner = sha256();
        inner.update(pad);
        for (int i = 0; i < BLOCK; i++) {
            pad[i] ^= 0x36 ^ 0x5c;
        }
        outer = sha256();
        outer.update(pad);
    }

    private Hmac(MessageDigest inner, MessageDigest outer) {
        this.inner = inner;
        this.outer = outer;
    }

    /** The same HMAC with the beginning of every text already hashed. */
    Hmac beginningWith(byte[] prefix) {
        MessageDigest begun = copy(inner);
        begun.update(prefix);
        return new Hmac(begun, outer);
    }

    byte[] of(byte[] text) {
        MessageDigest hash = copy(inner);
        byte[] first = hash.digest(text);
        return copy(outer).digest(first);
    }

    static MessageDigest sha256() {
        return copy(BLANK);
    }

    private static MessageDigest blank() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static MessageDigest copy(MessageDigest state) {
        try {
            return (MessageDigest) state.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned", impossible);
        }
    }
}
