package herald.local.stack.lambda;

import java.io.IOException;
import java.util.function.IntConsumer;

/** Starts processes of one function. Thread-safe. */
record Bootstrap(Deployment deployment, Host host) {

    /** Returns the log of one environment's output. */
    FunctionLog log() {
        return new FunctionLog(deployment.function().id(), deployment.settings().log(), host.usage());
    }

    /**
     * Opens a Runtime API, starts a process that is told of it, and closes it when the process has gone.
     *
     * @param exited is given {@link Process#exitValue()}; may block
     */
    FunctionProcess start(RuntimeApi.Calls calls, FunctionLog log, IntConsumer exited) throws IOException {
        RuntimeApi api = new RuntimeApi(calls, host.threads());
        FunctionProcess process;
        try {
            Launch launch = Launch.of(deployment, api.address(), host.clock().now());
            process = FunctionProcess.start(
                    launch, log, host.leftovers().watch(deployment.function().id(), launch.sessionToken()));
        } catch (IOException | RuntimeException e) {
            api.close();
            throw e;
        }
        host.lastWill().born(process.pid());
        host.threads().execute(() -> outlive(process, api, exited));
        return process;
    }

    private void outlive(FunctionProcess process, RuntimeApi api, IntConsumer exited) {
        int exitValue = process.await();
        host.lastWill().dead(process.pid());
        exited.accept(exitValue);
        api.close();
    }
}
