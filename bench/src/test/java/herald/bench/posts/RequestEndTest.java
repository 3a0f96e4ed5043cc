package herald.bench.posts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RequestEndTest {

    private static final byte[] REQUEST =
            "POST /prod HTTP/1.1\r\nHost: a\r\nContent-Type: b\r\nCONTENT-length: 12\r\nX: y\r\n\r\n\r\n\r\nGET /x\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final RequestEnd end = new RequestEnd();

    @Test
    void requestEndsWithItsBodyWhateverIsInIt() {
        assertThat(end.count(REQUEST, REQUEST.length)).isEqualTo(1);
        assertThat(end.count(REQUEST, REQUEST.length)).isEqualTo(1);
    }

    @Test
    void requestInSinglePiecesEndsWithItsLastByte() {
        for (int at = 0; at < REQUEST.length; at++) {
            byte[] piece = Arrays.copyOfRange(REQUEST, at, at + 1);
            assertThat(end.count(piece, 1)).isEqualTo(at == REQUEST.length - 1 ? 1 : 0);
        }
    }

    @Test
    void severalRequestsAtOnceAreCounted() {
        byte[] two = Arrays.copyOf(REQUEST, 2 * REQUEST.length);
        System.arraycopy(REQUEST, 0, two, REQUEST.length, REQUEST.length);
        assertThat(end.count(two, two.length)).isEqualTo(2);
    }

    @Test
    void requestWithoutABodyEndsWithItsHeader() {
        byte[] get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(end.count(get, get.length)).isEqualTo(1);
    }
}
