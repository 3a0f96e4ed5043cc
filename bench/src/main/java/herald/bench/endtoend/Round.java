package herald.bench.endtoend;

import herald.bench.crowd.Clock;
import herald.bench.crowd.Crowd;
import herald.bench.crowd.CrowdReport;
import herald.bench.crowd.Mark;
import herald.bench.rig.Child;
import herald.bench.rig.Workbench;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A contestant's turn: its clients come, get messages at a steady rate and in bursts, and go. */
final class Round implements AutoCloseable {

    private static final Duration JOINING = Duration.ofMinutes(3);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** The time after the last send; who has not got a message then has lost it. Long, since what was only late is not lost. */
    private static final Duration SETTLING = Duration.ofMinutes(3);

    private static final int BYTES = 200;
    private static final int BATCH = 10;

    private final Contestant contestant;
    private final Sqs sqs;
    private final Plan plan;
    private final AtomicInteger numbers;
    private final Child crowd;

    /** The figures of a round. */
    record Figures(CrowdReport steady, List<CrowdReport> bursts) {}

    /** @param numbers of messages, which no round uses twice: one that comes late must not count for another */
    Round(Workbench workbench, Contestant contestant, Sqs sqs, Plan plan, AtomicInteger numbers)
            throws IOException, InterruptedException {
        this.contestant = contestant;
        this.sqs = sqs;
        this.plan = plan;
        this.numbers = numbers;
        crowd = Child.start(
                List.of(
                        workbench.java("java"),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        workbench.classPath(),
                        Crowd.class.getName(),
                        contestant.speech().name(),
                        contestant.url().toString(),
                        Integer.toString(plan.clients())),
                Map.of(),
                workbench.target().resolve("logs/endtoend-crowd.log"));
        try {
            crowd.next("connected ", JOINING);
        } catch (IOException | InterruptedException failed) {
            crowd.close();
            throw failed;
        }
    }

    Figures play() throws IOException, InterruptedException {
        steady(plan.messagesIn(plan.warmUp()));
        for (int burst = 0; burst < plan.warmUpBursts(); burst++) {
            burst();
        }
        CrowdReport steady = steady(plan.messagesIn(plan.steady()));
        List<CrowdReport> bursts = new ArrayList<>();
        for (int burst = 0; burst < plan.rounds(); burst++) {
            bursts.add(burst());
        }
        return new Figures(steady, bursts);
    }

    private CrowdReport steady(int messages) throws IOException, InterruptedException {
        int first = begin(messages);
        long start = System.nanoTime();
        for (int n = 0; n < messages; n++) {
            // By the clock and not by the pause: a slow send must not lower the rate.
            long due = start + n * Plan.PAUSE.toNanos();
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            sqs.send(contestant.queue(), new Mark(first + n, Clock.micros()).body(BYTES));
        }
        return settle();
    }

    private CrowdReport burst() throws IOException, InterruptedException {
        int first = begin(plan.burst());
        for (int from = 0; from < plan.burst(); from += BATCH) {
            List<Mark> marks = new ArrayList<>();
            for (int n = from; n < Math.min(from + BATCH, plan.burst()); n++) {
                marks.add(new Mark(first + n, Clock.micros()));
            }
            sqs.send(contestant.queue(), marks, BYTES);
        }
        return settle();
    }

    private int begin(int messages) throws IOException, InterruptedException {
        int first = numbers.getAndAdd(messages);
        crowd.ask("round " + first + " " + messages, ANSWER);
        return first;
    }

    private CrowdReport settle() throws IOException, InterruptedException {
        return CrowdReport.parse(crowd.ask("settle " + SETTLING.toSeconds(), SETTLING.plus(ANSWER)));
    }

    @Override
    public void close() {
        crowd.close();
    }
}
