package herald.bill;

import java.math.BigDecimal;

/**
 * The work that Herald is to do, and the assumptions.
 *
 * @param connections that are open at any time of the hours
 * @param hours of a day in which all this is so
 */
record Workload(long connections, Messages messages, DialectSizes dialect, BigDecimal hours, Settings settings) {

    /**
     * The messages that are published.
     *
     * @param perMinute that publishers send, a minute of the hours
     * @param clientsPerMinute that clients publish, all together, a minute of the hours
     * @param size bytes of the data of each
     * @param together how many of the publishers' come at one time, in one call
     */
    record Messages(long perMinute, long clientsPerMinute, int size, int together) {}

    /**
     * @param shards {@code AudienceShards}
     * @param memory {@code MemorySize} of BroadcastFunction, MB
     * @param postsPerSecond that one fan-out makes
     * @param overheadMillis what an invocation takes beside its posts
     * @param connectionMinutes how long a connection lasts
     * @param fifo whether {@code QueueType} is that
     */
    record Settings(
            int shards, int memory, int postsPerSecond, int overheadMillis, int connectionMinutes, boolean fifo) {}

    /** A day's hour is 730 / 24 hours of a month, so a minute of each is 1,825 minutes. */
    private static final BigDecimal MINUTES_A_DAILY_HOUR = BigDecimal.valueOf(1825);

    /** The posts of an account and Region, each second, by default (AWS docs, API Gateway quotas). */
    static final long QUOTA = 10_000;

    /** Returns the posts that are needed on average in the hours. */
    long postsPerSecond() {
        long frames = dialect.frames(messages.together(), messages.size()).frames();
        return connections * (messages.perMinute() * frames / messages.together() + messages.clientsPerMinute()) / 60;
    }

    /** Returns the minutes of a month. */
    long minutes() {
        return hours.multiply(MINUTES_A_DAILY_HOUR).longValue();
    }
}
