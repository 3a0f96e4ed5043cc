package herald.local.rules.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * {@code cron(minutes hours day-of-month month day-of-week year)}, in UTC (AWS docs, EventBridge, "Cron expressions
 * reference"). What the documents leave open is read as Quartz reads it, whose dialect this is: ranges that go over the
 * end, {@code LW}, letters of either case.
 *
 * <p>Why no library reads it: {@code docs/decisions/0004-dependencies.md}.
 */
record Cron(
        String text,
        NavigableSet<Integer> minutes,
        NavigableSet<Integer> hours,
        Days days,
        NavigableSet<Integer> months,
        NavigableSet<Integer> years)
        implements ScheduleExpression {

    private static final int FIELDS = 6;
    private static final String ANY = "?";
    private static final int MOST_NTH = 5;

    static Cron parse(String text, String inside) {
        List<String> fields = List.of(inside.strip().split("\\s+", -1));
        if (fields.size() != FIELDS) {
            throw ScheduleExpression.wrong(
                    text,
                    "has " + fields.size() + " fields and not six: minutes hours day-of-month month day-of-week year");
        }
        try {
            return new Cron(
                    text,
                    CronField.MINUTE.values(fields.get(0)),
                    CronField.HOUR.values(fields.get(1)),
                    days(fields.get(2), fields.get(4)),
                    CronField.MONTH.values(fields.get(3)),
                    CronField.YEAR.values(fields.get(5)));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(text + ": " + wrong.getMessage(), wrong);
        }
    }

    private static Days days(String ofMonth, String ofWeek) {
        if (ofMonth.equals(ANY) == ofWeek.equals(ANY)) {
            throw new IllegalArgumentException(
                    "of day of month and day of week, one is to be ? and the other not: " + ofMonth + ", " + ofWeek);
        }
        return ofWeek.equals(ANY) ? ofMonth(ofMonth.toUpperCase(Locale.ROOT)) : ofWeek(ofWeek.toUpperCase(Locale.ROOT));
    }

    private static Days ofMonth(String text) {
        if (text.equals("L")) {
            return new Days.LastOfMonth();
        }
        if (text.equals("LW")) {
            return new Days.LastWeekday();
        }
        if (text.matches("\\d+W")) {
            return new Days.NearestWeekday(CronField.DAY_OF_MONTH.value(text.substring(0, text.length() - 1)));
        }
        if (text.matches(".*[LW].*")) {
            throw CronField.DAY_OF_MONTH.wrong(text, "has an L or W that does not stand alone, as in L, LW or 15W");
        }
        return new Days.OfMonth(CronField.DAY_OF_MONTH.values(text));
    }

    private static Days ofWeek(String text) {
        if (text.equals("L")) {
            return new Days.OfWeek(CronField.DAY_OF_WEEK.values("SAT"));
        }
        if (text.matches("(\\d|[A-Z]{3})L")) {
            return new Days.LastOf(CronField.DAY_OF_WEEK.value(text.substring(0, text.length() - 1)));
        }
        int hash = text.indexOf('#');
        if (hash < 0) {
            return new Days.OfWeek(CronField.DAY_OF_WEEK.values(text));
        }
        String nth = text.substring(hash + 1);
        if (text.indexOf(',') >= 0) {
            throw CronField.DAY_OF_WEEK.wrong(text, "has a # beside others, and it stands alone, as in 6#3");
        }
        if (!nth.matches("[1-" + MOST_NTH + "]")) {
            throw CronField.DAY_OF_WEEK.wrong(text, "has no 1 to " + MOST_NTH + " after its #");
        }
        return new Days.NthOf(CronField.DAY_OF_WEEK.value(text.substring(0, hash)), Integer.parseInt(nth));
    }

    @Override
    public Optional<Instant> next(Instant created, Instant after) {
        var earliest =
                after.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        LocalDate date = earliest.toLocalDate();
        LocalTime from = earliest.toLocalTime();
        while (date.getYear() <= years.last()) {
            LocalDate next = dayFrom(date);
            if (next.equals(date)) {
                Optional<LocalTime> time = firstFrom(from);
                if (time.isPresent()) {
                    return Optional.of(date.atTime(time.get()).toInstant(ZoneOffset.UTC));
                }
                next = date.plusDays(1);
            }
            date = next;
            from = LocalTime.MIDNIGHT;
        }
        return Optional.empty();
    }

    /** Returns the day itself if it is one of ours, else a later one before which there is none. */
    private LocalDate dayFrom(LocalDate date) {
        if (!years.contains(date.getYear())) {
            return date.with(TemporalAdjusters.firstDayOfNextYear());
        }
        if (!months.contains(date.getMonthValue())) {
            return date.with(TemporalAdjusters.firstDayOfNextMonth());
        }
        return days.include(date) ? date : date.plusDays(1);
    }

    private Optional<LocalTime> firstFrom(LocalTime from) {
        for (int hour : hours.tailSet(from.getHour())) {
            Integer minute = minutes.ceiling(hour == from.getHour() ? from.getMinute() : 0);
            if (minute != null) {
                return Optional.of(LocalTime.of(hour, minute));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
