package herald.bench.scale;

import java.util.Locale;

/**
 * The costs of a fan-out in us-east-1, in dollars. Prices as AWS's price pages have them (API Gateway WebSocket messages,
 * Lambda arm64, SQS standard, DynamoDB on demand), to be checked by hand when deploying; free tiers are not counted.
 */
record FanOutCosts(double posts, double lambda, double queue, double table) {

    private static final double POST = 1.00 / 1e6;
    private static final double GIGABYTE_SECOND = 0.0000133334;
    private static final double INVOCATION = 0.20 / 1e6;
    private static final double QUEUE_REQUEST = 0.40 / 1e6;
    private static final double READ_UNIT = 0.125 / 1e6;
    private static final double WRITE_UNIT = 0.625 / 1e6;

    /** {@code MemorySize} of the broadcast function. */
    private static final double GIGABYTES = 1769 / 1024.0;

    /** Half a unit reads 4 KB, eventually consistent; a row is about 150 bytes. */
    private static final double READ_UNITS_PER_ROW = 150 / 4096.0 / 2;

    /** A post that was refused with 429 is not billed. */
    static FanOutCosts of(Counts counts) {
        return new FanOutCosts(
                counts.delivered() * POST,
                counts.billedSeconds() * GIGABYTES * GIGABYTE_SECOND + counts.invocations() * INVOCATION,
                counts.queueRequests() * QUEUE_REQUEST,
                counts.rowsRead() * READ_UNITS_PER_ROW * READ_UNIT + counts.writes() * WRITE_UNIT);
    }

    double all() {
        return posts + lambda + queue + table;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.4f (posts %.4f, Lambda %.4f, SQS %.4f, DynamoDB %.4f)",
                all(),
                posts,
                lambda,
                queue,
                table);
    }
}
