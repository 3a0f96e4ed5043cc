package herald.local.stack.lambda;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Lambda's own log lines, in the form in which they stand in CloudWatch. Pure. */
final class Reports {

    private Reports() {}

    static String start(String requestId, String version) {
        return "START RequestId: " + requestId + " Version: " + version;
    }

    /**
     * The lines that Lambda logs when an invocation has ended.
     *
     * @param status {@code timeout}, {@code error}, or empty when all is well
     * @param init what initialising took, for the first invocation of an environment
     */
    record Report(
            String requestId,
            Duration duration,
            int memoryMegabytes,
            long usedMegabytes,
            String status,
            Optional<Duration> init) {

        /** Initialisation is billed with the first invocation since August 2025. */
        String lines() {
            Duration billed = duration.plus(init.orElse(Duration.ZERO));
            StringBuilder text = new StringBuilder("END RequestId: " + requestId + "\nREPORT RequestId: " + requestId);
            text.append("\tDuration: ").append(milliseconds(duration));
            text.append("\tBilled Duration: ")
                    .append(billed.plusNanos(999_999).toMillis())
                    .append(" ms");
            text.append("\tMemory Size: ").append(memoryMegabytes).append(" MB");
            text.append("\tMax Memory Used: ").append(usedMegabytes).append(" MB");
            init.ifPresent(took -> text.append("\tInit Duration: ").append(milliseconds(took)));
            if (!status.isEmpty()) {
                text.append("\tStatus: ").append(status);
            }
            return text.toString();
        }
    }

    private static String milliseconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f ms", duration.toNanos() / 1e6);
    }
}
