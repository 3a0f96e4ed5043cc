package herald.bill;

import static org.assertj.core.api.Assertions.assertThat;

import herald.dialects.Dialects;
import herald.dialects.Frame;
import herald.publications.ChannelName;
import herald.publications.EventName;
import herald.publications.Publication;
import herald.publications.PublicationId;
import herald.publications.RawJson;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sizes that the estimate has against the frames that Herald writes. */
class DialectSizesTest {

    @ParameterizedTest
    @CsvSource({
        "plain, plain, 1, 400",
        "plain, plain, 10, 4000",
        "batch, batch, 1, 400",
        "batch, batch, 10, 400",
        "batch, batch, 10, 3200",
        "batch, batch, 10, 3202",
        "batch, batch, 10, 5000",
        "batch, batch, 3, 16307",
        "batch, batch, 3, 16308",
        "batch, batch, 3, 16309",
        "batch, batch, 3, 40000",
        "socketio, socketio-recovery, 1, 400",
        "socketio, socketio-recovery, 5, 40000"
    })
    void framesAreThoseThatHeraldWrites(String word, String row, int together, int size) {
        RawJson data = RawJson.string("x".repeat(size - 2));
        Publication publication = new Publication(
                new EventName("item_added"),
                data,
                new PublicationId(UUID.randomUUID().toString()),
                ChannelName.LOBBY);
        List<Frame> written = Dialects.of(row).orElseThrow().encode(Collections.nCopies(together, publication));

        DialectSizes.Frames frames = DialectSizes.named(word).orElseThrow().frames(together, size);

        assertThat(frames.frames()).isEqualTo(written.size());
        assertThat(frames.largest())
                .isEqualTo(written.stream().mapToLong(Frame::size).max().orElseThrow());
        assertThat(frames.bytes())
                .isEqualTo(written.stream().mapToLong(Frame::size).sum());
    }
}
