package herald;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import herald.invocation.TimeReserve;
import herald.sweep.Sweep;
import herald.sweep.SweepTally;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The Lambda function behind the schedule. What the event says does not matter, so it is not read, and nobody reads an
 * answer. It never fails: to try a sweep again would be of no use, since the next one comes in a minute.
 */
public final class SweepFunction implements RequestStreamHandler {

    /** For the last calls to settle, when all else has gone wrong. */
    private static final Duration MARGIN = Duration.ofMillis(400);

    private final Priming<Wiring.Sweeping> priming;

    public SweepFunction() {
        this(Settings.forSweep());
    }

    SweepFunction(Settings.ForSweep settings) {
        this(() -> Wiring.sweeping(settings));
    }

    /** @param build makes what stands behind it, again after an invocation that overran */
    SweepFunction(Supplier<Wiring.Sweeping> build) {
        JsonLines.install();
        // It is invoked every minute, so it is warm; and after a cold start nobody waits for it.
        priming = Priming.withoutSnapshot(build, (parts, patience) -> {});
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) {
        var log = new InvocationLog("SweepFunction", context.getAwsRequestId());
        var counts = new SweepTally();
        switch (sweep(counts, context)) {
            case Sweep.Ending.Whole() -> log.with("did", "swept");
            case Sweep.Ending.Nothing() -> log.with("did", "nothing");
            case Sweep.Ending.InPart(String reason) ->
                log.with("did", "swept in part").because(reason);
        }
        log.with(counts.counts()).write();
    }

    private Sweep.Ending sweep(SweepTally counts, Context context) {
        try {
            var means = new Sweep.Means(new TimeReserve(() -> left(context)), counts);
            return priming.parts()
                    .sweep()
                    .run(means)
                    .get(left(context).minus(MARGIN).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            priming.discard();
            return new Sweep.Ending.InPart("it took too long");
        } catch (ExecutionException bug) {
            priming.discard();
            return new Sweep.Ending.InPart("a bug: " + bug.getCause());
        } catch (RuntimeException bug) {
            priming.discard();
            return new Sweep.Ending.InPart("a bug: " + bug);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Sweep.Ending.InPart("interrupted");
        }
    }

    private static Duration left(Context context) {
        return Duration.ofMillis(context.getRemainingTimeInMillis());
    }
}
