package herald.socketio;

import herald.publications.JsonFault;
import herald.publications.JsonReader;
import herald.publications.RawJson;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The text of a frame to the packet that it is. Pure.
 *
 * <p>It takes what socket.io-parser and python-socketio take, also where it is unusual: a namespace without its comma
 * where nothing follows, {@code /} written out, a query behind a namespace (dropped), space around JSON, zeros before an
 * ack id, something behind a close, an upgrade or a noop (dropped). JSON is passed on as it was written.
 */
public final class Decoder {

    private static final Packet NOT_JSON = new Packet.Refused("its payload is not JSON");
    private static final Packet BINARY =
            new Packet.Refused("it is binary or announces binary data, and only text is served");

    private final String text;
    private int at;

    private Decoder(String text) {
        this.text = text;
    }

    /** Never throws; what it makes takes a few times as much memory as the text. */
    public static Packet read(String text) {
        if (text.isEmpty()) {
            return new Packet.Refused("it is empty");
        }
        return switch (text.charAt(0)) {
            case '0' -> open(text.substring(1));
            case '1' -> new Packet.Close();
            case '2' -> new Packet.Ping(text.substring(1));
            case '3' -> new Packet.Pong(text.substring(1));
            case '4' -> new Decoder(text).message();
            case '5' -> new Packet.Upgrade();
            case '6' -> new Packet.Noop();
            case 'b' -> BINARY;
            default -> new Packet.Refused("it does not begin with the type of an Engine.IO packet");
        };
    }

    private static Packet open(String data) {
        if (data.isEmpty()) {
            return new Packet.Open();
        }
        try {
            return PacketRules.isObject(JsonReader.only(data))
                    ? new Packet.Open()
                    : new Packet.Refused("the data of its OPEN is not an object");
        } catch (JsonFault fault) {
            return NOT_JSON;
        }
    }

    private Packet message() {
        if (text.length() == 1) {
            return new Packet.Refused("it is an Engine.IO message with nothing in it");
        }
        at = 2;
        try {
            return switch (text.charAt(1)) {
                case '0' -> connect(namespace());
                case '1' -> disconnect(namespace());
                case '2' -> event(namespace());
                case '3' -> ack(namespace());
                case '4' -> connectError(namespace());
                case '5', '6' -> BINARY;
                default -> new Packet.Refused("it does not begin with the type of a Socket.IO packet");
            };
        } catch (JsonFault fault) {
            return NOT_JSON;
        }
    }

    private String namespace() {
        if (at == text.length() || text.charAt(at) != '/') {
            return Packet.ROOT;
        }
        int comma = text.indexOf(',', at);
        int end = comma < 0 ? text.length() : comma;
        int query = text.indexOf('?', at, end);
        String namespace = text.substring(at, query < 0 ? end : query);
        at = comma < 0 ? end : comma + 1;
        return namespace.equals(Packet.ROOT) ? Packet.ROOT : namespace;
    }

    private Packet connect(String namespace) throws JsonFault {
        RawJson auth = data();
        return auth == null || PacketRules.isObject(auth)
                ? new Packet.Connect(namespace, auth)
                : new Packet.Refused("the data of its CONNECT is not an object");
    }

    private Packet disconnect(String namespace) {
        return at == text.length()
                ? new Packet.Disconnect(namespace)
                : new Packet.Refused("its DISCONNECT has data, which none may have");
    }

    private Packet connectError(String namespace) throws JsonFault {
        RawJson data = data();
        return data == null || PacketRules.isObject(data) || PacketRules.isString(data)
                ? new Packet.ConnectError(namespace, data)
                : new Packet.Refused("the data of its CONNECT_ERROR is neither an object nor a string");
    }

    private @Nullable RawJson data() throws JsonFault {
        return at == text.length() ? null : JsonReader.only(text.substring(at));
    }

    private Packet event(String namespace) throws JsonFault {
        int digits = at;
        long ackId = number();
        if (ackId < 0) {
            return new Packet.Refused("its ack id is too large");
        }
        OptionalLong asked = at == digits ? OptionalLong.empty() : OptionalLong.of(ackId);
        if (!isArray()) {
            return new Packet.Refused("the data of its EVENT is not an array");
        }
        JsonReader.Named named = JsonReader.named(text, at);
        String name = named.name();
        if (name == null) {
            return new Packet.Refused("its EVENT does not begin with a name that is a string");
        }
        return PacketRules.isReserved(name)
                ? new Packet.Refused("its EVENT has a name that Socket.IO keeps for itself")
                : new Packet.Event(namespace, asked, name, named.rest());
    }

    private Packet ack(String namespace) throws JsonFault {
        int digits = at;
        long ackId = number();
        if (at == digits) {
            return new Packet.Refused("its ACK has no id");
        }
        if (ackId < 0) {
            return new Packet.Refused("its ack id is too large");
        }
        return isArray()
                ? new Packet.Ack(namespace, ackId, JsonReader.elements(text, at))
                : new Packet.Refused("the data of its ACK is not an array");
    }

    /** The number whose digits begin here, 0 if none does, and -1 if it is larger than a long. */
    private long number() {
        long number = 0;
        for (; at < text.length(); at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return number;
            }
            if (number > (Long.MAX_VALUE - digit) / 10) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** Whether JSON that begins here is an array, if it is JSON; space may stand before it. */
    private boolean isArray() {
        int first = at;
        while (first < text.length() && text.charAt(first) <= ' ') {
            first++;
        }
        return first < text.length() && text.charAt(first) == '[';
    }
}
