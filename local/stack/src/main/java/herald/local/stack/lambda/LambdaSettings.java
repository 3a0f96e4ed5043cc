package herald.local.stack.lambda;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The settings that functions are run with, beside what the template says.
 *
 * @param account twelve digits
 * @param environment added to every function's, and wins over it: {@code AWS_ENDPOINT_URL_SQS} and the like
 * @param concurrency the account's, beyond which and beyond what a function has reserved invocations are throttled; if
 *     empty they wait
 * @param log receives each line of a function's output and of Lambda's own, behind the function's logical id
 */
public record LambdaSettings(
        String region,
        String account,
        Map<String, String> environment,
        Places places,
        OptionalInt concurrency,
        PrintStream log) {

    public LambdaSettings {
        environment = Map.copyOf(environment);
    }

    /**
     * The files that functions are run with.
     *
     * @param trustStore what functions trust in place of the JVM's default roots, PKCS12 without a password
     * @param runtimeClient directory with the jars of AWS's Java runtime interface client
     * @param work task roots are unpacked below it; created when missing, never emptied
     */
    public record Places(Optional<Path> trustStore, Path runtimeClient, Path work) {}
}
