package herald.bench.sample;

import herald.bench.rig.Child;
import java.io.IOException;
import java.time.Duration;

/** Plays scenes to a handler. */
final class Behaviour {

    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final String MESSAGE = "message ";

    /** Rounds through the delivery queue; what comes back more often than that comes back for ever. */
    private static final int MOST_DELIVERIES = 200;

    private final Child stub;
    private final Handler handler;

    /**
     * The reports of a scene.
     *
     * @param call how the handler ended
     * @param first what the stub had seen by then
     * @param last and when the delivery queue had been worked off
     */
    record Observation(Handler.CallEnd call, SceneReport first, SceneReport last) {}

    Behaviour(Child stub, Handler handler) {
        this.stub = stub;
        this.handler = handler;
    }

    /** The messages, and all that they leave on the delivery queue, at once and not when it is due. */
    Observation in(Scene scene, int messages) throws IOException, InterruptedException {
        Observation seen = once(scene, messages);
        if (handler instanceof Handler.Herald herald) {
            workOff(herald);
        }
        return new Observation(seen.call(), seen.first(), report());
    }

    /** The messages alone. */
    Observation once(Scene scene, int messages) throws IOException, InterruptedException {
        stub.ask(scene.line(), ANSWER);
        Handler.CallEnd call = handler.publish(messages);
        SceneReport report = report();
        return new Observation(call, report, report);
    }

    private void workOff(Handler.Herald herald) throws IOException, InterruptedException {
        for (int delivery = 0; delivery < MOST_DELIVERIES; delivery++) {
            String taken = stub.ask("take", ANSWER);
            if (!taken.startsWith(MESSAGE)) {
                return;
            }
            Handler.CallEnd done = herald.deliver(taken.substring(MESSAGE.length()));
            if (done.failures() > 0) {
                throw new IOException("a message of the delivery queue could not be handled");
            }
        }
    }

    private SceneReport report() throws IOException, InterruptedException {
        return SceneReport.parse(stub.ask("report", ANSWER));
    }
}
