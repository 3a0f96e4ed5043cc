package herald;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import herald.invocation.TimeReserve;
import herald.sweep.Sweep;
import herald.sweep.SweepTally;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Supplier;

/**
 * The Lambda function behind the schedule. What the event says does not matter, so it is not read, and nobody reads an
 * answer. It never fails: to try a sweep again would be of no use, since the next one comes in a minute.
 */
public final class SweepFunction implements RequestStreamHandler {

    private final EntryPoint<Wiring.Sweeps> entry;

    public SweepFunction() {
        var settings = Settings.forSweep(Settings.environment());
        this(() -> Wiring.sweeps(settings));
    }

    /** @param build makes what stands behind it, again after an invocation that overran */
    SweepFunction(Supplier<Wiring.Sweeps> build) {
        JsonLines.install();
        // It is invoked every minute, so it is warm; and after a cold start nobody waits for it.
        entry = EntryPoint.withoutSnapshot(build, parts -> List.of());
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) {
        var log = new InvocationLog("SweepFunction", context.getAwsRequestId());
        var counts = new SweepTally();
        var reserve = new TimeReserve(() -> EntryPoint.left(context));
        switch (entry.run(
                () -> entry.parts().sweep().run(reserve, counts),
                EntryPoint.patience(context),
                Sweep.Ending.InPart::new)) {
            case Sweep.Ending.Whole() -> log.with("did", "swept");
            case Sweep.Ending.Nothing() -> log.with("did", "nothing");
            case Sweep.Ending.InPart(String reason) ->
                log.with("did", "swept in part").because(reason);
        }
        log.with(counts.counts()).write();
    }
}
