package herald.bench.crowd;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The report of what a crowd got in a round.
 *
 * @param lost deliveries that never came
 * @param duplicates deliveries that came once more
 * @param closed connections that the server has closed
 * @param tookMicros from the first send to the last delivery
 */
public record CrowdReport(long deliveries, long lost, long duplicates, long closed, long tookMicros, Latency latency) {

    /** The time from a message's send to each of its deliveries, in microseconds. */
    public record Latency(long p50, long p90, long p99) {}

    private static final String WORD = "settled";

    String line() {
        return WORD + " "
                + LongStream.of(deliveries, lost, duplicates, closed, tookMicros, latency.p50, latency.p90, latency.p99)
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(" "));
    }

    /** Reads what {@link #line} wrote. */
    public static CrowdReport parse(String line) {
        if (!line.startsWith(WORD + " ")) {
            throw new IllegalArgumentException("not a crowd's report: " + line);
        }
        long[] all = Arrays.stream(line.substring(WORD.length() + 1).split(" ", -1))
                .mapToLong(Long::parseLong)
                .toArray();
        return new CrowdReport(all[0], all[1], all[2], all[3], all[4], new Latency(all[5], all[6], all[7]));
    }

    public double deliveriesPerSecond() {
        return tookMicros == 0 ? 0 : deliveries * 1e6 / tookMicros;
    }
}
