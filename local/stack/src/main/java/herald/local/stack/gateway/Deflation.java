package herald.local.stack.gateway;

import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionUtil;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * permessage-deflate (RFC 7692) without context takeover in either direction, so that no connection owns a compressor:
 * each event loop has one for all of its connections. Netty's own would allocate one for every message. Only for event
 * loop threads, whose end releases the native memory.
 */
final class Deflation {

    /** The answer to an offer, for the 101. */
    static final String ACCEPTANCE = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

    /** The end of each deflated message, which neither side sends. */
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    /**
     * Parameters of an offer that this answer is a proper answer to. {@code server_max_window_bits} is none: it would
     * need a smaller window than the JDK's.
     */
    private static final Set<String> UNDERSTOOD =
            Set.of("server_no_context_takeover", "client_no_context_takeover", "client_max_window_bits");

    private static final FastThreadLocal<Deflation> OF_THREAD = new FastThreadLocal<>() {
        @Override
        protected Deflation initialValue() {
            return new Deflation();
        }

        @Override
        protected void onRemoval(Deflation deflation) {
            deflation.deflater.end();
            deflation.inflater.end();
        }
    };

    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final Inflater inflater = new Inflater(true);
    private final byte[] chunk = new byte[8192];

    private Deflation() {}

    static Deflation ofThread() {
        return OF_THREAD.get();
    }

    /** @param offers values of a request's {@code Sec-WebSocket-Extensions} */
    static boolean acceptable(List<String> offers) {
        return offers.stream()
                .flatMap(offer -> WebSocketExtensionUtil.extractExtensions(offer).stream())
                .anyMatch(Deflation::acceptable);
    }

    private static boolean acceptable(WebSocketExtensionData offer) {
        return offer.name().equalsIgnoreCase("permessage-deflate")
                && offer.parameters().keySet().stream()
                        .allMatch(name -> UNDERSTOOD.contains(name.toLowerCase(Locale.ROOT)));
    }

    byte[] deflate(byte[] text) {
        deflater.reset();
        deflater.setInput(text);
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(64, text.length / 4));
        int written;
        do {
            written = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
            out.write(chunk, 0, written);
        } while (written == chunk.length);
        return Arrays.copyOf(out.toByteArray(), out.size() - TAIL.length);
    }

    /** @throws Violation if it is no deflate stream, or of more than {@link GatewayLimits#MESSAGE_BYTES} */
    byte[] inflate(byte[] deflated) throws Violation {
        byte[] input = Arrays.copyOf(deflated, deflated.length + TAIL.length);
        System.arraycopy(TAIL, 0, input, deflated.length, TAIL.length);
        inflater.reset();
        inflater.setInput(input);
        ByteArrayOutputStream out = new ByteArrayOutputStream(deflated.length * 2);
        try {
            int written;
            while ((written = inflater.inflate(chunk)) > 0) {
                out.write(chunk, 0, written);
                if (out.size() > GatewayLimits.MESSAGE_BYTES) {
                    throw new Violation(CloseCode.MESSAGE_TOO_BIG);
                }
            }
        } catch (DataFormatException broken) {
            throw new Violation(CloseCode.NOT_DEFLATED);
        }
        return out.toByteArray();
    }
}
