package herald.local.stack.lambda;

import herald.local.template.spec.FunctionSpec;
import java.time.Duration;

/** Lambda's limits (AWS docs: "Lambda quotas", "Understanding the Lambda execution environment lifecycle") and ours. */
final class LambdaLimits {

    /** The most of an event of a synchronous invocation: 6 MB. */
    static final int EVENT_BYTES = 6 * 1024 * 1024;

    /** The most of a response of a synchronous invocation, as the service's own error message states it. */
    static final int RESPONSE_BYTES = EVENT_BYTES + 100;

    /** The limit of initialisation ahead of an invocation, on demand. */
    static final Duration INIT = Duration.ofSeconds(10);

    /** The limit of initialisation before a SnapStart snapshot; the function's timeout when that is longer. */
    static final Duration INIT_BEFORE_SNAPSHOT = Duration.ofSeconds(130);

    /** {@code afterRestore} hooks. */
    static final Duration RESTORE = Duration.ofSeconds(10);

    /**
     * Ours: AWS scales to 1,000 environments, but here they all share one machine. More than its processors can keep
     * busy would only start, and warm up, more slowly.
     */
    static final int ENVIRONMENTS = Math.clamp(2L * Runtime.getRuntime().availableProcessors(), 4, 10);

    /** Ours: AWS starts another environment at once. How long an invocation waits for a free one before we do. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    /** The same while environments do become free, only not fast enough. */
    static final Duration LONG_PATIENCE = Duration.ofSeconds(5);

    /** Ours: between SIGTERM and SIGKILL when the stack stops. */
    static final Duration FAREWELL = Duration.ofSeconds(2);

    /** Ours: what the first invocation of a function is taken to need, when a moment of it is to be chosen. */
    static final Duration UNKNOWN_DURATION = Duration.ofMillis(50);

    /** Ours: a log line is cut into pieces of this size, CloudWatch's limit for one event in most of its life. */
    static final int LOG_LINE_BYTES = 256 * 1024;

    private LambdaLimits() {}

    /** Returns how long a function may initialise outside an invocation. */
    static Duration init(FunctionSpec function) {
        if (!function.snapStart()) {
            return INIT;
        }
        return function.timeout().compareTo(INIT_BEFORE_SNAPSHOT) > 0 ? function.timeout() : INIT_BEFORE_SNAPSHOT;
    }
}
