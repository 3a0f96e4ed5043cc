package herald.bench.sample;

import java.util.Arrays;

/**
 * What a handler meets. Connections are numbered: first those that are dead, then those that are throttled, then those
 * that are mute.
 *
 * @param connections rows of the table
 * @param pageRows rows that one answer holds at most
 * @param dead answer 410; the first of them has connected a moment ago, the others an hour
 * @param throttled answer 429 to their first {@code refusals} posts
 * @param mute answer long after everybody else
 * @param batch whether clients speak Herald's batch dialect
 */
record Scene(int connections, int pageRows, int dead, int throttled, int refusals, int mute, boolean batch) {

    static Scene healthy(int connections) {
        return new Scene(connections, connections, 0, 0, 0, 0, false);
    }

    boolean isDead(int number) {
        return number < dead;
    }

    boolean isThrottled(int number) {
        return number >= dead && number < dead + throttled;
    }

    boolean isMute(int number) {
        int first = dead + throttled;
        return number >= first && number < first + mute;
    }

    boolean isYoung(int number) {
        return dead > 0 && number == 0;
    }

    String line() {
        return "scene " + connections + " " + pageRows + " " + dead + " " + throttled + " " + refusals + " " + mute
                + " " + (batch ? 1 : 0);
    }

    /** Reads what {@link #line} wrote. */
    static Scene parse(String line) {
        int[] all = Arrays.stream(line.split(" ", -1))
                .skip(1)
                .mapToInt(Integer::parseInt)
                .toArray();
        return new Scene(all[0], all[1], all[2], all[3], all[4], all[5], all[6] == 1);
    }
}
