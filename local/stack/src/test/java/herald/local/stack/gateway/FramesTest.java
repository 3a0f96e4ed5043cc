package herald.local.stack.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS's limits on frames and messages, control frames, compression. */
final class FramesTest {

    private static final int FRAME = 32 * 1024;
    private static final int MESSAGE = 128 * 1024;
    private static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";
    private static final int RSV1 = 4;

    private static Running start() {
        return Running.with().route("$default").start();
    }

    private static byte[] letters(int count) {
        byte[] letters = new byte[count];
        Arrays.fill(letters, (byte) 'a');
        return letters;
    }

    private static String received(Running stack) {
        return stack.awaitSeen("$default", 1).getFirst().event().get("body").asText();
    }

    private static void assertClosed(RawClient client, int code) {
        RawClient.Frame frame = client.read();
        assertThat(frame.opcode()).isEqualTo(RawClient.CLOSE);
        assertThat(frame.code()).isEqualTo(code);
    }

    @Test
    void frameOf32KilobytesIsTheLargest() {
        try (Running stack = start()) {
            RawClient client = stack.raw();
            client.frame(RawClient.TEXT, true, letters(FRAME));
            assertThat(received(stack)).hasSize(FRAME);
            client.frame(RawClient.TEXT, true, letters(FRAME + 1));
            assertClosed(client, 1009);
        }
    }

    @Test
    void messageOf128KilobytesIsTheLargest() {
        try (Running stack = start()) {
            RawClient client = stack.raw();
            fragments(client, MESSAGE);
            assertThat(received(stack)).hasSize(MESSAGE);
            fragments(client, MESSAGE + 1);
            assertClosed(client, 1009);
        }
    }

    private static void fragments(RawClient client, int size) {
        int opcode = RawClient.TEXT;
        for (int left = size; left > 0; left -= FRAME) {
            client.frame(opcode, left <= FRAME, letters(Math.min(left, FRAME)));
            opcode = RawClient.CONTINUATION;
        }
    }

    @Test
    void fragmentsMayCutACharacter() {
        try (Running stack = start()) {
            RawClient client = stack.raw();
            byte[] text = "\u00e9".getBytes(UTF_8);
            client.frame(RawClient.TEXT, false, new byte[] {text[0]});
            client.frame(RawClient.PING, true, new byte[0]);
            client.frame(RawClient.CONTINUATION, true, new byte[] {text[1]});
            assertThat(received(stack)).isEqualTo("\u00e9");
        }
    }

    @Test
    void binaryFrameCloses() {
        try (Running stack = start()) {
            RawClient client = stack.raw();
            client.frame(RawClient.BINARY, true, new byte[] {1, 2});
            assertClosed(client, 1003);
            assertThat(stack.handlers().seen("$default")).isEmpty();
        }
    }

    @Test
    void badUtf8Closes() {
        try (Running stack = start()) {
            RawClient client = stack.raw();
            client.frame(RawClient.TEXT, true, new byte[] {(byte) 0xc3, 0x28});
            assertClosed(client, 1007);
        }
    }

    @Test
    void unmaskedFrameCloses() {
        try (Running stack = start()) {
            RawClient client = stack.raw();
            client.send(new byte[] {(byte) 0x81, 1, 'x'});
            assertClosed(client, 1002);
        }
    }

    @Test
    void compressedFrameThatWasNotAgreedCloses() {
        try (Running stack = start()) {
            RawClient client = stack.raw();
            client.frame(RawClient.TEXT, true, RSV1, deflated(letters(10)));
            assertClosed(client, 1002);
        }
    }

    @Test
    void pingIsAnsweredAndNotToldToAnyHandler() {
        try (Running stack = start()) {
            Client client = stack.connect();
            client.socket()
                    .sendPing(java.nio.ByteBuffer.wrap("are you there".getBytes(UTF_8)))
                    .join();
            assertThat(client.awaitPong()).isEqualTo("are you there");
            assertThat(stack.handlers().seen()).hasSize(1);
        }
    }

    @Test
    void compressionIsNegotiatedWhenOffered() {
        try (Running stack = start()) {
            assertThat(stack.upgrade("/dev", DEFLATE).head().headers().get("sec-websocket-extensions"))
                    .startsWith("permessage-deflate")
                    .doesNotContain("window_bits");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"permessage-deflate; server_max_window_bits=10", "permessage-deflate; unknown", "x-other"})
    void offerThatCannotBeKeptIsDeclined(String offer) {
        try (Running stack = start()) {
            assertThat(stack.upgrade("/dev", "Sec-WebSocket-Extensions: " + offer)
                            .head()
                            .headers())
                    .doesNotContainKey("sec-websocket-extensions");
        }
    }

    @Test
    void compressedMessageIsInflated() {
        try (Running stack = start()) {
            RawClient client = stack.raw(DEFLATE);
            client.frame(RawClient.TEXT, true, RSV1, deflated(letters(MESSAGE)));
            assertThat(received(stack)).hasSize(MESSAGE);
        }
    }

    @Test
    void compressedMessageMayBeFragmented() {
        try (Running stack = start()) {
            RawClient client = stack.raw(DEFLATE);
            byte[] deflated = deflated("hello, compressed world".getBytes(UTF_8));
            client.frame(RawClient.TEXT, false, RSV1, Arrays.copyOf(deflated, 5));
            client.frame(RawClient.CONTINUATION, true, Arrays.copyOfRange(deflated, 5, deflated.length));
            assertThat(received(stack)).isEqualTo("hello, compressed world");
        }
    }

    @Test
    void plainMessageIsFineWhereCompressionWasAgreed() {
        try (Running stack = start()) {
            stack.raw(DEFLATE).text("plain");
            assertThat(received(stack)).isEqualTo("plain");
        }
    }

    @Test
    void messageIsTooLargeByWhatItInflatesTo() {
        try (Running stack = start()) {
            RawClient client = stack.raw(DEFLATE);
            client.frame(RawClient.TEXT, true, RSV1, deflated(letters(MESSAGE + 1)));
            assertClosed(client, 1009);
        }
    }

    @Test
    void whatIsNotDeflatedCloses() {
        try (Running stack = start()) {
            RawClient client = stack.raw(DEFLATE);
            client.frame(RawClient.TEXT, true, RSV1, new byte[] {(byte) 0xff, 1, 2, 3});
            assertClosed(client, 1007);
        }
    }

    @Test
    void postIsCompressedForWhoAskedForIt() throws DataFormatException {
        try (Running stack = start()) {
            RawClient client = stack.raw(DEFLATE);
            String text = "all work and no play ".repeat(50);
            for (int i = 0; i < 2; i++) {
                stack.post(stack.connectionId(0), text);
                RawClient.Frame frame = client.read();
                assertThat(frame.rsv()).isEqualTo(RSV1);
                assertThat(frame.payload().length).isLessThan(text.length() / 2);
                assertThat(inflated(frame.payload())).isEqualTo(text);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, FRAME, FRAME + 1, 2 * FRAME, MESSAGE})
    void largePostGoesOutInFramesOfOneMessage(int size) {
        try (Running stack = start()) {
            RawClient client = stack.raw();
            assertThat(stack.post(stack.connectionId(0), "x".repeat(size)).statusCode())
                    .isEqualTo(200);
            List<RawClient.Frame> frames = new ArrayList<>();
            do {
                frames.add(client.read());
            } while (!frames.getLast().last());
            assertThat(frames).hasSize(Math.max(1, Math.ceilDiv(size, FRAME)));
            assertThat(frames).allMatch(frame -> frame.payload().length <= FRAME);
            assertThat(frames.getFirst().opcode()).isEqualTo(RawClient.TEXT);
            assertThat(frames.stream().skip(1)).allMatch(frame -> frame.opcode() == RawClient.CONTINUATION);
            assertThat(frames.stream().mapToInt(frame -> frame.payload().length).sum())
                    .isEqualTo(size);
        }
    }

    private static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(plain);
            byte[] out = new byte[plain.length + 100];
            int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
            return Arrays.copyOf(out, length - 4);
        } finally {
            deflater.end();
        }
    }

    private static String inflated(byte[] deflated) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            ByteArrayOutputStream input = new ByteArrayOutputStream();
            input.writeBytes(deflated);
            input.writeBytes(new byte[] {0, 0, (byte) 0xff, (byte) 0xff});
            inflater.setInput(input.toByteArray());
            byte[] out = new byte[MESSAGE];
            return new String(out, 0, inflater.inflate(out), UTF_8);
        } finally {
            inflater.end();
        }
    }
}
