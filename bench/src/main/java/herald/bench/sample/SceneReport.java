package herald.bench.sample;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The report of what a stub has seen since the scene began.
 *
 * @param posts all that came
 * @param reached connections with a post that was accepted
 * @param mostInFlight posts at one time
 * @param p99Micros from the first request of all to the first accepted post of a connection that is not throttled
 * @param queued messages that wait on the delivery queue
 */
record SceneReport(long posts, long reached, Deleted deleted, long mostInFlight, long p99Micros, long queued) {

    /** Rows, and how many of them are the young one's. */
    record Deleted(long all, long young) {}

    String line() {
        return "report "
                + LongStream.of(posts, reached, deleted.all, deleted.young, mostInFlight, p99Micros, queued)
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(" "));
    }

    /** Reads what {@link #line} wrote. */
    static SceneReport parse(String line) {
        long[] all = Arrays.stream(line.split(" ", -1))
                .skip(1)
                .mapToLong(Long::parseLong)
                .toArray();
        return new SceneReport(all[0], all[1], new Deleted(all[2], all[3]), all[4], all[5], all[6]);
    }
}
