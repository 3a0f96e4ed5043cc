package herald.e2e;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was counted while things went wrong.
 *
 * @param clients that were connected, those that were dropped included
 * @param closed how many of them did not stay connected
 * @param deliveries without repeats
 * @param lost deliveries that never came
 * @param disorder where the order of a message group was not kept
 * @param dead messages in the dead-letter queue
 * @param untidy invocations that were killed, or cut off, or gave up since they had no time left
 * @param owed connections that got something by a message of their own
 * @param faults how often each has happened
 */
record Findings(
        Duration took,
        int clients,
        int closed,
        int messages,
        long deliveries,
        long repeats,
        int lost,
        List<String> disorder,
        int dead,
        long untidy,
        long owed,
        Map<String, Long> faults) {

    /** What an invocation may repeat that did not end in order: as many connections as herald.connections.Page has. */
    private static final int PAGE = 1_000;

    static final String HEADER = """
            | soak | when and where | took | clients | of them dropped | messages | deliveries | lost | out of order | repeats | dead letters | invocations killed | what went wrong |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|
            """;

    static Findings of(RunningStack stack, Ledger ledger, Duration took) {
        return new Findings(
                took,
                ledger.accounts().size(),
                ledger.closed(),
                ledger.published(),
                ledger.deliveries(),
                ledger.repeats(),
                ledger.lacking(),
                ledger.disorder(),
                stack.depth("DeadLetterQueue"),
                stack.log().stream().filter(Findings::untidy).count(),
                Ledger.total(stack, "owed"),
                new Misfortune(stack).happened());
    }

    private static boolean untidy(String line) {
        return line.contains("Error: Runtime exited with error: signal: killed")
                || line.contains("Task timed out after")
                || (line.contains("\"failedRecords\":") && line.contains("\"it took too long\""));
    }

    /**
     * The most repeats that are right if each batch is one message: a page for each untidy end, and who was owed because
     * the answer to a post came too late.
     */
    long rightRepeats() {
        return PAGE * untidy + owed;
    }

    /** A line of the table that {@link #HEADER} begins, without its end. */
    String row(String name, String whenAndWhere) {
        String wrong = faults.entrySet().stream()
                .map(fault -> fault.getKey() + " " + fault.getValue())
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d s | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %s |",
                name,
                whenAndWhere,
                took.toSeconds(),
                clients,
                closed,
                messages,
                deliveries,
                lost,
                disorder.size(),
                repeats,
                dead,
                untidy,
                wrong);
    }
}
