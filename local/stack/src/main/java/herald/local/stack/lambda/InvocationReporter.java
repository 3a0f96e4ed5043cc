package herald.local.stack.lambda;

import herald.local.stack.feed.Feed;
import herald.local.stack.lambda.InvocationRequest.Run;
import herald.local.stack.lambda.InvocationResult.Failed;
import herald.local.stack.lambda.InvocationResult.Returned;
import herald.local.stack.lambda.InvocationResult.TimedOut;
import herald.local.stack.meter.UsageEvent;
import herald.local.template.spec.FunctionSpec;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Makes known the invocations of one environment: the event to the runtime, the result to the caller,
 * lines to the log, invocations and problems to the console. Thread-safe.
 */
final class InvocationReporter {

    private record Answered(Run run, InvocationResult result, Duration took) {}

    private final FunctionSpec function;
    private final Host host;
    private final FunctionLog log;
    private volatile Optional<Duration> init = Optional.empty();
    private volatile long peakMegabytes;
    private volatile @Nullable Answered answered;

    InvocationReporter(FunctionSpec function, Host host, FunctionLog log) {
        this.function = function;
        this.host = host;
        this.log = log;
    }

    /** @param inside whether it was part of an invocation, whose duration contains it then */
    void initialised(Duration took, boolean inside) {
        if (!inside) {
            init = Optional.of(took);
        }
    }

    /** Returns what the runtime is given. */
    RuntimeApi.Event started(Run run) {
        log.say(Reports.start(run.requestId(), Launch.version(function)));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Lambda-Runtime-Aws-Request-Id", run.requestId());
        headers.put("Lambda-Runtime-Deadline-Ms", Long.toString(run.deadline().toEpochMilli()));
        boolean latest = function.qualifier().equals("$LATEST");
        headers.put(
                "Lambda-Runtime-Invoked-Function-Arn",
                latest ? function.arn() : function.arn() + ":" + function.qualifier());
        headers.put("Lambda-Runtime-Trace-Id", traceId(run));
        return new RuntimeApi.Event(headers, run.invocation().event());
    }

    /** Notes how much memory the process has needed. */
    void measure(FunctionProcess process) {
        long peak = process.peakMegabytes();
        boolean above = peak > function.memoryMegabytes() && peakMegabytes <= function.memoryMegabytes();
        peakMegabytes = peak;
        if (above) {
            problem("uses " + peak + " MB of " + function.memoryMegabytes()
                    + " MB: Lambda would have killed it (Runtime.ExitError, signal: killed)");
        }
    }

    /** Takes an invocation that the runtime has answered. */
    void settled(Run run, InvocationResult result, FunctionProcess process) {
        answered = new Answered(run, result, since(run));
        complete(run, result);
        measure(process);
    }

    /**
     * Reports the invocation that was answered last. As on Lambda it is over when the runtime asks for the next: the
     * runtime client writes the stack trace of an exception after it has posted it.
     */
    void report() {
        Answered last = answered;
        answered = null;
        if (last != null) {
            keep(last);
        }
    }

    /**
     * Takes a process that has gone.
     *
     * @param unfinished the invocation that it leaves behind
     * @param overran whether its initialisation was cut off
     * @return why it could not be initialised, if that is what it went for
     */
    Optional<Failed> left(@Nullable Run unfinished, InvocationResult why, boolean starting, boolean overran) {
        if (unfinished != null) {
            ended(unfinished, why);
        } else if (starting && overran) {
            overran(LambdaLimits.init(function));
        } else if (starting) {
            return Optional.of(initFailed(LambdaFailures.asFailure(why)));
        } else {
            vanished(why);
        }
        return Optional.empty();
    }

    /** Takes an invocation that its process did not outlive. */
    private void ended(Run run, InvocationResult result) {
        complete(run, result);
        switch (result) {
            case Failed failed -> log.say(failed.message() + "\n" + failed.errorType());
            case TimedOut timedOut -> log.say(timedOut.message());
            case Returned _ -> {}
        }
        keep(new Answered(run, result, result instanceof TimedOut ? function.timeout() : since(run)));
    }

    /** Takes a process that went while nothing was asked of it. */
    private void vanished(InvocationResult why) {
        if (why instanceof Failed failed && !failed.equals(LambdaFailures.stopping())) {
            problem("an environment without an invocation ended: " + failed.message());
        }
    }

    /** Returns the same with what was behind it, as far as the function's output tells. */
    private Failed initFailed(Failed failed) {
        if (failed.equals(LambdaFailures.stopping())) {
            return failed;
        }
        String message =
                failed.message() + log.cause().map(cause -> " (" + cause + ")").orElse("");
        log.say("INIT_REPORT Phase: init\tStatus: error\tError Type: " + failed.errorType());
        problem("init failed: " + failed.errorType() + ": " + message);
        return new Failed(failed.errorType(), message);
    }

    /** Takes an initialisation that was cut off. */
    private void overran(Duration limit) {
        log.say("INIT_REPORT Init Duration: " + limit.toMillis() + ".00 ms\tPhase: init\tStatus: timeout");
        problem("init took longer than " + limit.toSeconds() + " s and is repeated inside the next invocation");
    }

    /** Completes the result on another thread, since whoever hangs on the result may take its time. */
    private void complete(Run run, InvocationResult result) {
        Thread.ofVirtual()
                .name("result-" + run.requestId())
                .start(() -> run.invocation().result().complete(result));
    }

    private void keep(Answered answer) {
        Run run = answer.run();
        InvocationResult result = answer.result();
        String requestId = run.requestId();
        Map<String, Long> counts = log.counts(requestId);
        String status = switch (result) {
            case Returned _ -> "";
            case Failed failed -> "error\tError Type: " + failed.errorType();
            case TimedOut _ -> "timeout";
        };
        Optional<Duration> inited = init;
        init = Optional.empty();
        // What a snapshot holds was initialised when the version was published, which costs nothing more (AWS docs,
        // SnapStart).
        Duration billedInit = function.snapStart() ? Duration.ZERO : inited.orElse(Duration.ZERO);
        host.usage()
                .accept(new UsageEvent.Invoked(
                        function.id(), function.memoryMegabytes(), answer.took().plus(billedInit)));
        log.say(new Reports.Report(requestId, answer.took(), function.memoryMegabytes(), peakMegabytes, status, inited)
                .lines());
        host.feed()
                .add(new Feed.FinishedInvocation(
                        0,
                        run.startedAt(),
                        function.id(),
                        run.invocation().trigger(),
                        requestId,
                        answer.took(),
                        outcome(result),
                        run.cold(),
                        counts));
        if (!result.equals(LambdaFailures.stopping())) {
            host.usage()
                    .accept(new UsageEvent.InvocationEnded(
                            function.id(), answer.took(), !(result instanceof Returned)));
            problem(result);
        }
    }

    private static String outcome(InvocationResult result) {
        return switch (result) {
            case Returned _ -> "ok";
            case Failed _ -> "error";
            case TimedOut _ -> "timeout";
        };
    }

    private void problem(InvocationResult result) {
        switch (result) {
            case Returned _ -> {}
            case Failed failed -> problem(failed.errorType() + ": " + failed.message());
            case TimedOut timedOut -> problem(timedOut.message());
        }
    }

    private void problem(String message) {
        host.feed().problem(function.id(), message);
    }

    private static Duration since(Run run) {
        return Duration.ofNanos(System.nanoTime() - run.startedNanos());
    }

    /** Returns an X-Ray header of a trace that is not sampled. */
    private static String traceId(Run run) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return "Root=1-" + hex.toHexDigits((int) run.startedAt().getEpochSecond()) + "-"
                + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextInt()) + ";Parent="
                + hex.toHexDigits(random.nextLong()) + ";Sampled=0";
    }
}
