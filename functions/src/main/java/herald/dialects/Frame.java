package herald.dialects;

import java.nio.charset.StandardCharsets;

/** The text of one WebSocket message as UTF-8, made once and posted to many. Immutable. */
public final class Frame {

    private final byte[] utf8;
    private final int publications;

    Frame(byte[] utf8, int publications) {
        this.utf8 = utf8;
        this.publications = publications;
    }

    /** One that holds no publication: what Herald itself tells a client, such as a packet of Socket.IO's. */
    public static Frame of(String text) {
        return new Frame(text.getBytes(StandardCharsets.UTF_8), 0);
    }

    /** The bytes themselves, not a copy; they must not be changed. */
    public byte[] utf8() {
        return utf8;
    }

    /** Size in bytes. */
    public int size() {
        return utf8.length;
    }

    /** How many consecutive publications it holds; none in an answer. */
    public int publications() {
        return publications;
    }

    public String text() {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** Tells no content: what is printed may be logged. */
    @Override
    public String toString() {
        return "Frame[" + utf8.length + " bytes, " + publications + " publications]";
    }
}
