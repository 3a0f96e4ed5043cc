package herald.bench.endtoend;

import herald.bench.crowd.Speech;
import herald.bench.report.Result;
import herald.bench.report.Spread;
import herald.bench.report.Table;
import herald.bench.report.Target;
import herald.bench.rig.Benchmark;
import herald.bench.rig.Idle;
import herald.bench.rig.Workbench;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The way from SendMessage to every one of a thousand clients: the whole stand-in, and a Socket.IO server that polls a queue of the
 * same ElasticMQ. {@code bench/run endtoend}
 */
public final class EndToEndBenchmark implements Benchmark {

    private static final String METHOD = """
            One `local/up` with Herald's template and jar, and one python-socketio server (`bench/peers/socketio`) that polls a
            queue of the same ElasticMQ, both running all the time; who is not being measured has no clients and no messages.
            They take turns: clients come, a warm-up, messages at a steady rate, bursts of 100 messages in SendMessageBatch
            calls of ten, clients go. The clients are one process with one thread, the same for all (`herald.bench.crowd`), the
            publisher is this process. A latency is the time from just before the send to the moment a client has read the
            frame, by the machine's clock; percentiles are over all deliveries of a round, and the table gives their median
            over the rounds and the span. A burst is timed from its first send to its last delivery.

            Everything shares this machine, so a figure holds for it only; the ratios are what to look at. On AWS the stand-in's
            part of Herald's way is API Gateway's, Lambda's and SQS's, which no run here can tell.
            """;

    @Override
    public String name() {
        return "endtoend";
    }

    @Override
    public String summary() {
        return "the whole stand-in against a Socket.IO server that polls the same queue: latency and bursts";
    }

    @Override
    public Result run(Workbench workbench) throws IOException, InterruptedException {
        Plan plan = workbench.quick() ? Plan.quick() : Plan.full();
        try (StandIn stack = StandIn.start(workbench);
                Sqs sqs = new Sqs(stack.sqsUrl());
                SocketIoServer peer = SocketIoServer.start(workbench, sqs)) {
            List<Contestant> contestants = contestants(stack, peer);
            String load = Idle.await();
            Map<Contestant, Score> scores = new LinkedHashMap<>();
            var numbers = new AtomicInteger();
            for (int round = 1; round <= plan.rounds(); round++) {
                for (Contestant contestant : contestants) {
                    workbench.say("endtoend: round " + round + " of " + plan.rounds() + ", " + contestant.name());
                    try (Round turn = new Round(workbench, contestant, sqs, plan, numbers)) {
                        Round.Figures figures = turn.play();
                        workbench.say("endtoend: " + figures);
                        scores.computeIfAbsent(contestant, who -> new Score(who.name()))
                                .add(figures);
                    }
                    stack.awaitRest();
                }
            }
            return result(plan, load, peer.versions(), List.copyOf(scores.values()));
        }
    }

    private static List<Contestant> contestants(StandIn stack, SocketIoServer peer) throws IOException {
        List<Contestant> contestants = new ArrayList<>();
        String queue = stack.queue("PublishQueue");
        contestants.add(new Contestant("Herald, plain", Speech.PLAIN, stack.webSocketUrl(), queue));
        contestants.add(new Contestant("Herald, batch", Speech.BATCH, stack.webSocketUrl(), queue));
        peer.contestant().ifPresent(contestants::add);
        return contestants;
    }

    private static Result result(Plan plan, String load, Map<String, String> versions, List<Score> scores) {
        @Nullable Score peer = scores.size() > 2 ? scores.get(2) : null;
        Score plain = scores.get(0);
        Score batch = scores.get(1);
        long lost = scores.stream().mapToLong(Score::lost).sum();
        List<Target> targets = List.of(
                Target.atMost("p50, plain, of the Socket.IO server's", 1, "", ratio(plain.p50(), p50(peer))),
                Target.atMost("p99, plain, of the Socket.IO server's", 1, "", ratio(plain.p99(), p99(peer))),
                Target.atLeast("burst, batch, of the Socket.IO server's", 1, "", ratio(batch.burst(), burst(peer))),
                Target.atMost("deliveries lost, all together", 0, "", (double) lost));
        String method = METHOD.strip()
                + "\n\n%d clients, %d rounds, %d s of one message each %d ms, %d bursts of %d messages a round."
                        .formatted(
                                plan.clients(),
                                plan.rounds(),
                                plan.steady().toSeconds(),
                                Plan.PAUSE.toMillis(),
                                plan.rounds(),
                                plan.burst())
                + (peer == null ? "\n\n**The Socket.IO server could not be started here** (python3 and pip)." : "")
                + (lost > 0 ? "\n\n**MESSAGES WERE LOST: " + lost + " deliveries never came.**" : "");
        return new Result(
                "From SendMessage to a thousand clients",
                new Result.Setup(versions, load),
                List.of(table(scores, peer)),
                targets,
                scores.stream().map(Score::raw).toList(),
                method);
    }

    private static Table table(List<Score> scores, @Nullable Score peer) {
        List<List<String>> rows = new ArrayList<>();
        for (Score score : scores) {
            rows.add(List.of(
                    score.name(),
                    score.p50().toString(),
                    score.p90().toString(),
                    score.p99().toString(),
                    shown(ratio(score.p50(), p50(peer))),
                    shown(ratio(score.p99(), p99(peer))),
                    score.burst().toString(),
                    shown(ratio(score.burst(), burst(peer))),
                    Long.toString(score.lost()),
                    Long.toString(score.duplicates())));
        }
        return new Table(
                "Latency in ms at five messages a second; deliveries a second in a burst",
                List.of("", "p50", "p90", "p99", "p50 ratio", "p99 ratio", "burst", "ratio", "lost", "twice"),
                rows);
    }

    private static @Nullable Spread p50(@Nullable Score score) {
        return score == null ? null : score.p50();
    }

    private static @Nullable Spread p99(@Nullable Score score) {
        return score == null ? null : score.p99();
    }

    private static @Nullable Spread burst(@Nullable Score score) {
        return score == null ? null : score.burst();
    }

    private static @Nullable Double ratio(Spread of, @Nullable Spread to) {
        return to == null || to.median() == 0 ? null : of.ratioTo(to);
    }

    private static String shown(@Nullable Double ratio) {
        return ratio == null ? "" : Spread.digits(ratio);
    }
}
