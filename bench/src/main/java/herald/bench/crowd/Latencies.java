package herald.bench.crowd;

import java.util.Arrays;

/** Many durations in microseconds. Not thread-safe. */
public final class Latencies {

    private int[] micros = new int[1 << 12];
    private int size;

    public void add(long duration) {
        if (size == micros.length) {
            micros = Arrays.copyOf(micros, 2 * size);
        }
        micros[size++] = Math.clamp(duration, 0, Integer.MAX_VALUE);
    }

    public int size() {
        return size;
    }

    /**
     * The smallest duration that at least this share of all does not exceed (nearest rank), so always one that occurred; 0
     * if there is none.
     *
     * @param share above 0, 1 at most
     */
    public int percentile(double share) {
        if (share <= 0 || share > 1) {
            throw new IllegalArgumentException("not a share: " + share);
        }
        if (size == 0) {
            return 0;
        }
        Arrays.sort(micros, 0, size);
        // 0.99 * 100 is a little more than 99, and must not become the hundredth.
        return micros[(int) Math.ceil(share * size - 1e-9) - 1];
    }
}
