package herald.bench.posts;

import herald.bench.rig.Child;
import herald.bench.rig.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A contender's process on core 0. Closing ends it. */
final class Worker implements AutoCloseable {

    /** @param cpu of the whole process meanwhile, compilers and collector too */
    record Stint(long posts, Duration time, Duration cpu) {

        double postsPerSecond() {
            return posts / seconds(time);
        }

        double cpuMicrosPerPost() {
            return seconds(cpu) * 1e6 / posts;
        }
    }

    /** A time that is more than the slowest needs to warm up. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int CORE = 0;

    private final Child process;
    private final Duration building;

    private Worker(Child process, Duration building) {
        this.process = process;
        this.building = building;
    }

    static Worker start(Contender contender, Path logs) throws IOException, InterruptedException {
        String log = contender.name().replaceAll("[^A-Za-z0-9]+", "-") + ".log";
        Child process =
                Child.start(Workbench.pinned(CORE, contender.command()), contender.environment(), logs.resolve(log));
        try {
            String[] ready = process.next("ready ", PATIENCE).split(" ", -1);
            return new Worker(process, Duration.ofNanos(Long.parseLong(ready[1])));
        } catch (IOException | InterruptedException | RuntimeException failed) {
            process.close();
            throw failed;
        }
    }

    /** Returns how long it took to build its client. */
    Duration building() {
        return building;
    }

    Stint posts(long posts, int size) throws IOException, InterruptedException {
        return ask("posts " + posts + " " + size);
    }

    Stint during(Duration time, int size) throws IOException, InterruptedException {
        return ask("millis " + time.toMillis() + " " + size);
    }

    private Stint ask(String order) throws IOException, InterruptedException {
        Duration before = process.cpu();
        String[] done = process.ask(order, PATIENCE).split(" ", -1);
        long posts = Long.parseLong(done[1]);
        long failed = Long.parseLong(done[3]);
        if (!done[0].equals("done") || failed > 0 || posts == 0) {
            throw new IOException(failed + " posts of " + (posts + failed) + " failed");
        }
        return new Stint(
                posts, Duration.ofNanos(Long.parseLong(done[2])), process.cpu().minus(before));
    }

    static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    @Override
    public void close() {
        process.close();
    }
}
