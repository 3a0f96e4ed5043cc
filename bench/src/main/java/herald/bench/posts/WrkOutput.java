package herald.bench.posts;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The output of wrk 4.1, and of bash's {@code time} behind it.
 *
 * @param failed answers that were no 2xx or 3xx, and sockets that broke
 */
record WrkOutput(long requests, double seconds, double cpuSeconds, long failed) {

    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ([0-9.]+)(us|ms|s|m|h),");
    private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern BROKEN =
            Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");
    private static final Pattern CPU = Pattern.compile("^cpu ([0-9.]+) ([0-9.]+)$", Pattern.MULTILINE);

    /** The {@code TIMEFORMAT} that this reads. */
    static final String TIME_FORMAT = "cpu %3U %3S";

    static WrkOutput of(String text) {
        Matcher requests = found(REQUESTS, text);
        Matcher cpu = found(CPU, text);
        return new WrkOutput(
                Long.parseLong(requests.group(1)),
                Double.parseDouble(requests.group(2)) * seconds(requests.group(3)),
                Double.parseDouble(cpu.group(1)) + Double.parseDouble(cpu.group(2)),
                failed(text));
    }

    private static long failed(String text) {
        Matcher refused = REFUSED.matcher(text);
        Matcher broken = BROKEN.matcher(text);
        long failed = refused.find() ? Long.parseLong(refused.group(1)) : 0;
        if (broken.find()) {
            for (int group = 1; group <= broken.groupCount(); group++) {
                failed += Long.parseLong(broken.group(group));
            }
        }
        return failed;
    }

    private static double seconds(String unit) {
        return switch (unit) {
            case "us" -> 1e-6;
            case "ms" -> 1e-3;
            case "m" -> 60;
            case "h" -> 3600;
            default -> 1;
        };
    }

    private static Matcher found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("wrk did not print " + pattern + " but: " + text);
        }
        return matcher;
    }
}
