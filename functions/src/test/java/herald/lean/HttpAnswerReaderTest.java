package herald.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

// Line ends of HTTP are part of what is tested, so they are written out.
@SuppressWarnings("StringConcatToTextBlock")
class HttpAnswerReaderTest {

    private final HttpAnswerReader reader = new HttpAnswerReader();

    @Test
    void successWithoutBodyIsRead() throws MalformedAnswer {
        ApiAnswer answer = read("HTTP/1.1 200 OK\r\nDate: now\r\nContent-Length: 0\r\n\r\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.keepsAlive()).isTrue();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void noContentNeedsNoLength() throws MalformedAnswer {
        assertThat(read("HTTP/1.1 204 No Content\r\nConnection: keep-alive\r\n\r\n")
                        .keepsAlive())
                .isTrue();
    }

    @Test
    void errorKeepsItsHeadersAndReason() throws MalformedAnswer {
        ApiAnswer answer =
                read("HTTP/1.1 410 Gone\r\nx-amzn-ErrorType:  GoneException \r\nContent-Length: 2\r\n\r\n{}");

        assertThat(answer.reason()).isEqualTo("Gone");
        assertThat(answer.headers()).containsEntry("X-AMZN-ERRORTYPE", List.of("GoneException"));
        assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("{}");
    }

    @Test
    void chunksArePutTogether() throws MalformedAnswer {
        ApiAnswer answer = read("HTTP/1.1 500 \r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n");

        assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("abc0123456789");
        assertThat(answer.keepsAlive()).isTrue();
    }

    @Test
    void bodyWithoutLengthEndsWithTheConnection() throws MalformedAnswer {
        byte[] text = bytes("HTTP/1.1 200 OK\r\n\r\nabc");
        assertThat(reader.read(text, 0, text.length)).isEqualTo(text.length);
        assertThat(reader.done()).isFalse();

        reader.ended();

        assertThat(reader.done()).isTrue();
        assertThat(reader.answer().body()).asString(StandardCharsets.UTF_8).isEqualTo("abc");
        assertThat(reader.answer().keepsAlive()).isFalse();
    }

    @Test
    void endInTheMiddleOfABodyIsNoAnswer() throws MalformedAnswer {
        byte[] text = bytes("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabc");
        assertThat(reader.read(text, 0, text.length)).isEqualTo(text.length);

        reader.ended();

        assertThat(reader.done()).isFalse();
    }

    @Test
    void interimAnswersAreSkipped() throws MalformedAnswer {
        ApiAnswer answer = read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nConnection: foo, Close\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n",
                "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 2\r\n\r\n"
            })
    void connectionIsNotKept(String text) throws MalformedAnswer {
        assertThat(read(text).keepsAlive()).isFalse();
    }

    @Test
    void oldServerMayKeepItExpressly() throws MalformedAnswer {
        assertThat(read("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n")
                        .keepsAlive())
                .isTrue();
    }

    @Test
    void whatComesBehindIsLeft() throws MalformedAnswer {
        byte[] text = bytes("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxyz");

        assertThat(reader.read(text, 0, text.length)).isEqualTo(text.length - 2);
    }

    @Test
    void everySplitReadsTheSame() throws MalformedAnswer {
        byte[] text = bytes("HTTP/1.1 429 Too Many Requests\r\nx-amzn-ErrorType: LimitExceededException\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n");
        for (int split = 1; split < text.length; split++) {
            reader.reset();
            assertThat(reader.read(text, 0, split)).isEqualTo(split);
            assertThat(reader.done()).isFalse();
            assertThat(reader.read(text, split, text.length)).isEqualTo(text.length);
            assertThat(reader.done()).isTrue();
            assertThat(reader.answer().status()).isEqualTo(429);
            assertThat(reader.answer().body()).asString(StandardCharsets.UTF_8).isEqualTo("abcd");
        }
    }

    @Test
    void nothingOfOneAnswerStaysInTheNext() throws MalformedAnswer {
        assertThat(read("HTTP/1.1 410 Gone\r\nA: b\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx")
                        .headers())
                .hasSize(3);
        reader.reset();
        assertThat(reader.started()).isFalse();

        ApiAnswer next = read("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        assertThat(next.headers()).isEmpty();
        assertThat(next.reason()).isEmpty();
        assertThat(next.body()).isEmpty();
        assertThat(next.keepsAlive()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "HTTP/2 200\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 2000 OK\r\n",
                "HTTP/1.1 20x OK\r\n",
                "HTTP/1.1 099 Odd\r\n",
                "HTTP/1.1 101 Switching Protocols\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n",
                "HTTP/1.1 200 OK\r\n: nameless\r\n",
                "HTTP/1.1 200 OK\r\nA: b\r\n folded\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: +1\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length:\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 65537\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10001\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n"
            })
    void whatIsNoAnswerIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedAnswer.class);
    }

    @Test
    void endlessAnswersAreRefused() {
        assertThatThrownBy(() -> read("HTTP/1.1 200 " + "x".repeat(HttpAnswerReader.MAX_LINE)))
                .isInstanceOf(MalformedAnswer.class);
        reader.reset();
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(HttpAnswerReader.MAX_HEADERS + 1)))
                .isInstanceOf(MalformedAnswer.class);
        reader.reset();
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(HttpAnswerReader.MAX_BODY + 1)))
                .isInstanceOf(MalformedAnswer.class);
    }

    private ApiAnswer read(String text) throws MalformedAnswer {
        byte[] in = bytes(text);
        assertThat(reader.read(in, 0, in.length)).isEqualTo(in.length);
        assertThat(reader.done()).isTrue();
        return reader.answer();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
