package herald.bench.sample;

import java.util.Arrays;

/**
 * The world that a handler meets. Connections are numbered: first those that are dead, then those that are throttled, then those
 * that are mute.
 *
 * @param connections rows of the table
 * @param pageRows rows that one answer holds at most
 * @param dead answer 410; the first of them has connected a moment ago, the others an hour
 * @param mute answer long after everybody else
 * @param batch whether clients speak Herald's batch dialect
 */
record Scene(int connections, int pageRows, int dead, Slowness slowness, int mute, boolean batch) {

    /**
     * @param throttled answer 429 to their first {@code refusals} posts
     * @param apart from one of them to the next: 1 where they are neighbours, which ids that API Gateway draws are not
     */
    record Slowness(int throttled, int apart, int refusals) {

        static final Slowness NONE = new Slowness(0, 1, 0);
    }

    static Scene healthy(int connections) {
        return new Scene(connections, connections, 0, Slowness.NONE, 0, false);
    }

    boolean isDead(int number) {
        return number < dead;
    }

    boolean isThrottled(int number) {
        int behind = number - dead;
        return behind >= 0 && behind % slowness.apart == 0 && behind / slowness.apart < slowness.throttled;
    }

    boolean isMute(int number) {
        int first = slowness.throttled == 0 ? dead : dead + (slowness.throttled - 1) * slowness.apart + 1;
        return number >= first && number < first + mute;
    }

    boolean isYoung(int number) {
        return dead > 0 && number == 0;
    }

    String line() {
        return "scene " + connections + " " + pageRows + " " + dead + " " + slowness.throttled + " " + slowness.apart
                + " " + slowness.refusals + " " + mute + " " + (batch ? 1 : 0);
    }

    /** Reads what {@link #line} wrote. */
    static Scene parse(String line) {
        int[] all = Arrays.stream(line.split(" ", -1))
                .skip(1)
                .mapToInt(Integer::parseInt)
                .toArray();
        return new Scene(all[0], all[1], all[2], new Slowness(all[3], all[4], all[5]), all[6], all[7] == 1);
    }
}
