package herald.bench.sample;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Posts a second, and CPU microseconds a post, in the order of the rounds. */
record Speed(List<Double> posts, List<Double> cpuMicros) {

    /** Makes as many calls as fit, each with one message for all of the connections, who must be healthy. */
    static Speed of(Handler handler, Duration window) throws IOException, InterruptedException {
        Duration before = handler.child().cpu();
        long started = System.nanoTime();
        long posts = 0;
        while (System.nanoTime() - started < window.toNanos()) {
            if (handler.publish(1).failures() > 0) {
                throw new IOException("a handler failed where all are healthy");
            }
            posts += Conduct.CONNECTIONS;
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        double cpuMicros = handler.child().cpu().minus(before).toNanos() / 1e3;
        return new Speed(List.of(posts / seconds), List.of(cpuMicros / posts));
    }

    Speed and(Speed next) {
        return new Speed(all(posts, next.posts), all(cpuMicros, next.cpuMicros));
    }

    private static List<Double> all(List<Double> some, List<Double> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
