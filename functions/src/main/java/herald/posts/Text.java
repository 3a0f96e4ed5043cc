package herald.posts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes put together, over and over in the same array. Not thread-safe. */
final class Text {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[1024];
    private int length;

    Text clear() {
        length = 0;
        return this;
    }

    Text put(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    Text put(String ascii) {
        return put(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    Text putHex(byte[] octets) {
        room(2 * octets.length);
        for (byte octet : octets) {
            bytes[length++] = HEX[(octet >> 4) & 15];
            bytes[length++] = HEX[octet & 15];
        }
        return this;
    }

    Text putDecimal(int number) {
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
        return new Text().putHex(octets).copy();
    }
}
