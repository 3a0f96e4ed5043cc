package herald.local.rules.calendar;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A field of a cron expression: the values that it takes, and how a set of them is written. */
enum CronField {
    MINUTE("minute", 0, 59, ""),
    HOUR("hour", 0, 23, ""),
    DAY_OF_MONTH("day of month", 1, 31, ""),
    MONTH("month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
    /** Days of the week count from Sunday, which is 1. */
    DAY_OF_WEEK("day of week", 1, 7, "SUN MON TUE WED THU FRI SAT"),
    YEAR("year", 1970, 2199, "");

    private static final String NUMBER = "\\d{1,4}";

    private final String title;
    private final int least;
    private final int most;
    private final String names;

    CronField(String title, int least, int most, String names) {
        this.title = title;
        this.least = least;
        this.most = most;
        this.names = names;
    }

    IllegalArgumentException wrong(String text, String what) {
        return new IllegalArgumentException("the " + title + " " + text + " " + what);
    }

    /** @param text values, ranges and increments, with commas between them */
    NavigableSet<Integer> values(String text) {
        var values = new TreeSet<Integer>();
        for (String part : text.split(",", -1)) {
            values.addAll(part(part));
        }
        return Collections.unmodifiableNavigableSet(values);
    }

    private List<Integer> part(String part) {
        int slash = part.indexOf('/');
        if (slash < 0) {
            return range(part);
        }
        // AWS's documents give the day of the week no increments.
        if (this == DAY_OF_WEEK) {
            throw wrong(part, "has an increment, which a day of the week can't have; list the days");
        }
        String start = part.substring(0, slash);
        boolean single = !start.equals("*") && start.indexOf('-') < 0;
        List<Integer> range = single ? between(value(start), most) : range(start);
        int step = step(part, part.substring(slash + 1));
        return IntStream.iterate(0, at -> at < range.size(), at -> at + step)
                .mapToObj(range::get)
                .toList();
    }

    private int step(String part, String step) {
        if (!step.matches(NUMBER) || Integer.parseInt(step) < 1 || Integer.parseInt(step) > most) {
            throw wrong(part, "has an increment that is not 1 to " + most);
        }
        return Integer.parseInt(step);
    }

    /** Returns the values in the order in which it counts. */
    private List<Integer> range(String text) {
        if (text.equals("*")) {
            return between(least, most);
        }
        int dash = text.indexOf('-');
        if (dash < 0) {
            return List.of(value(text));
        }
        int from = value(text.substring(0, dash));
        int to = value(text.substring(dash + 1));
        if (from <= to) {
            return between(from, to);
        }
        if (this == YEAR) {
            throw wrong(text, "ends before it starts");
        }
        // Over the end, as SAT-THU: not in AWS's documents, but users have it there, and Quartz reads it so.
        return Stream.concat(between(from, most).stream(), between(least, to).stream())
                .toList();
    }

    private static List<Integer> between(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    /** @param text a number or a name */
    int value(String text) {
        List<String> known = names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
        int named = known.indexOf(text.toUpperCase(Locale.ROOT));
        if (named >= 0) {
            return least + named;
        }
        if (!text.matches(NUMBER) || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            String orNamed = known.isEmpty() ? "" : " or " + known.getFirst() + " to " + known.getLast();
            throw wrong("'" + text + "'", "is not " + least + " to " + most + orNamed);
        }
        return Integer.parseInt(text);
    }
}
