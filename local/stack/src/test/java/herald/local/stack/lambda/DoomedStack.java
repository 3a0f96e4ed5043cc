package herald.local.stack.lambda;

import herald.local.stack.feed.Sight;
import herald.local.stack.probe.InitProbe;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A stack's JVM for tests to end: prints the pids of an idle and a busy function, then waits. */
final class DoomedStack {

    private DoomedStack() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path directory = Path.of(arguments[0]);
        RunningLambda lambda = new RunningLambda(
                directory,
                Map.of(),
                RunningLambda.probe(directory),
                RunningLambda.function(directory, InitProbe.class, Map.of()));
        var _ = lambda.send("Probe", "{\"do\":\"sleep\",\"with\":\"600000\"}");
        lambda.environments().stream().map(Sight.EnvironmentProcess::pid).forEach(System.out::println);
        System.out.println("ready");
        new CountDownLatch(1).await();
    }
}
