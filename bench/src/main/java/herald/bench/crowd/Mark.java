package herald.bench.crowd;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The mark by which a message of the benchmark is known: its data begins {@code {"n":7,"sent":1764000000000000,…}} in every dialect,
 * and no server has a reason to write it differently.
 *
 * @param n its number
 * @param sentMicros when it was handed to the queue, in microseconds of the epoch
 */
public record Mark(int n, long sentMicros) {

    private static final byte[] N = "\"n\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SENT = ",\"sent\":".getBytes(StandardCharsets.US_ASCII);

    /** A message's body with this mark, of the given size at least. */
    public String body(int bytes) {
        String open = "{\"n\":" + n + ",\"sent\":" + sentMicros + ",\"text\":\"";
        return open + "x".repeat(Math.max(0, bytes - open.length() - 2)) + "\"}";
    }

    /** The marks in a frame, in order: found by their bytes, since parsing JSON would cost more than the rest. */
    static List<Mark> in(byte[] frame) {
        List<Mark> marks = new ArrayList<>();
        int at = indexOf(frame, N, 0);
        while (at >= 0) {
            int afterN = at + N.length;
            int endOfN = endOfDigits(frame, afterN);
            if (endOfN > afterN && startsWith(frame, SENT, endOfN)) {
                int afterSent = endOfN + SENT.length;
                int end = endOfDigits(frame, afterSent);
                marks.add(new Mark((int) number(frame, afterN, endOfN), number(frame, afterSent, end)));
                afterN = end;
            }
            at = indexOf(frame, N, afterN);
        }
        return marks;
    }

    private static int indexOf(byte[] frame, byte[] what, int from) {
        for (int at = from; at <= frame.length - what.length; at++) {
            if (startsWith(frame, what, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean startsWith(byte[] frame, byte[] what, int at) {
        if (at + what.length > frame.length) {
            return false;
        }
        for (int i = 0; i < what.length; i++) {
            if (frame[at + i] != what[i]) {
                return false;
            }
        }
        return true;
    }

    private static int endOfDigits(byte[] frame, int from) {
        int at = from;
        while (at < frame.length && frame[at] >= '0' && frame[at] <= '9') {
            at++;
        }
        return at;
    }

    private static long number(byte[] frame, int from, int to) {
        long number = 0;
        for (int at = from; at < to; at++) {
            number = number * 10 + (frame[at] - '0');
        }
        return number;
    }
}
