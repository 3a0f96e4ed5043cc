package herald.dialects;

import herald.aws.AwsLimits;
import herald.publications.Publication;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON array of plain objects a frame. What is due together goes into as few frames of at most
 * {@link AwsLimits#FRAME_BYTES} as hold it: API Gateway bills a message by steps of as much, and sends no larger frame.
 */
public final class BatchDialect implements Dialect {

    /** What an array adds to its objects, beside the commas. */
    static final int BRACKETS = 2;

    BatchDialect() {}

    @Override
    public String word() {
        return "batch";
    }

    /** Packs greedily, which is optimal since the order must stay; what alone is larger than a frame goes alone. */
    @Override
    public List<Frame> encode(List<Publication> publications) {
        List<Frame> frames = new ArrayList<>();
        List<byte[]> open = new ArrayList<>();
        int bytes = BRACKETS;
        for (Publication publication : publications) {
            byte[] object = PlainDialect.object(publication);
            int comma = open.isEmpty() ? 0 : 1;
            if (!open.isEmpty() && bytes + comma + object.length > AwsLimits.FRAME_BYTES) {
                frames.add(array(open, bytes));
                open.clear();
                bytes = BRACKETS;
                comma = 0;
            }
            open.add(object);
            bytes += comma + object.length;
        }
        if (!open.isEmpty()) {
            frames.add(array(open, bytes));
        }
        return List.copyOf(frames);
    }

    @Override
    public Frame encode(Reply reply) {
        byte[] object = PlainDialect.object(reply);
        return new Frame(array(List.of(object), object.length + BRACKETS).utf8(), 0);
    }

    /** {@code [{"event":"ping"}]} */
    @Override
    public Frame ping() {
        return Frame.of("[" + PlainDialect.PING + "]");
    }

    private static Frame array(List<byte[]> objects, int bytes) {
        var out = new ByteArrayOutputStream(bytes);
        out.write('[');
        for (int i = 0; i < objects.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.writeBytes(objects.get(i));
        }
        out.write(']');
        return new Frame(out.toByteArray(), objects.size());
    }
}
