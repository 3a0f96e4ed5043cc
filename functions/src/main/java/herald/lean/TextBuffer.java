package herald.lean;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A buffer in which texts are put together, one after the other. Not thread-safe. */
final class TextBuffer {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[1024];
    private int length;

    TextBuffer clear() {
        length = 0;
        return this;
    }

    TextBuffer put(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    TextBuffer put(String ascii) {
        return put(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    TextBuffer putHex(byte[] octets) {
        room(2 * octets.length);
        for (byte octet : octets) {
            bytes[length++] = HEX[(octet >> 4) & 15];
            bytes[length++] = HEX[octet & 15];
        }
        return this;
    }

    TextBuffer putDecimal(int number) {
        return put(Integer.toString(number));
    }

    /** The array itself, of which the first {@link #length} bytes count. */
    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    static byte[] hex(byte[] octets) {
        return new TextBuffer().putHex(octets).copy();
    }
}
