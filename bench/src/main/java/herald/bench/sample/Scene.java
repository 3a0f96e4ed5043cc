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
 * @param apart from one of them to the next: 1 where they are neighbours, which ids that API Gateway draws are not
 * @param mute answer long after everybody else
 * @param batch whether clients speak Herald's batch dialect
 */
record Scene(int connections, int pageRows, int dead, int throttled, int apart, int refusals, int mute, boolean batch) {

    static Scene healthy(int connections) {
        return new Scene(connections, connections, 0, 0, 1, 0, 0, false);
    }

    boolean isDead(int number) {
        return number < dead;
    }

    boolean isThrottled(int number) {
        int behind = number - dead;
        return behind >= 0 && behind % apart == 0 && behind / apart < throttled;
    }

    boolean isMute(int number) {
        int first = throttled == 0 ? dead : dead + (throttled - 1) * apart + 1;
        return number >= first && number < first + mute;
    }

    boolean isYoung(int number) {
        return dead > 0 && number == 0;
    }

    String line() {
        return "scene " + connections + " " + pageRows + " " + dead + " " + throttled + " " + apart + " " + refusals
                + " " + mute + " " + (batch ? 1 : 0);
    }

    /** Reads what {@link #line} wrote. */
    static Scene parse(String line) {
        int[] all = Arrays.stream(line.split(" ", -1))
                .skip(1)
                .mapToInt(Integer::parseInt)
                .toArray();
        return new Scene(all[0], all[1], all[2], all[3], all[4], all[5], all[6], all[7] == 1);
    }
}
