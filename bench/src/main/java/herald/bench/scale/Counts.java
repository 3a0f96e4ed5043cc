package herald.bench.scale;

/** The counts of what happened in a simulation. For one thread. */
final class Counts {

    private long posts;
    private long delivered;
    private long throttled;
    private long duplicates;
    private long invocations;
    private long billedMillis;
    private long queueRequests;
    private long rowsRead;
    private long writes;

    void post() {
        posts++;
    }

    void accepted() {
        delivered++;
    }

    void throttled() {
        throttled++;
    }

    void duplicate() {
        duplicates++;
    }

    /** Lambda bills whole milliseconds. */
    void invocation(long nanos) {
        invocations++;
        billedMillis += Math.ceilDiv(nanos, 1_000_000L);
    }

    void queueRequests(int requests) {
        queueRequests += requests;
    }

    void read(int rows) {
        rowsRead += rows;
    }

    void write() {
        writes++;
    }

    long posts() {
        return posts;
    }

    /** Posts that were accepted, duplicates too. */
    long delivered() {
        return delivered;
    }

    long duplicates() {
        return duplicates;
    }

    long invocations() {
        return invocations;
    }

    double billedSeconds() {
        return billedMillis / 1000.0;
    }

    long queueRequests() {
        return queueRequests;
    }

    long rowsRead() {
        return rowsRead;
    }

    long writes() {
        return writes;
    }

    double throttledShare() {
        return posts == 0 ? 0 : (double) throttled / posts;
    }
}
