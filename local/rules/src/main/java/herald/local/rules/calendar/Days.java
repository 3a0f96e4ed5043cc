package herald.local.rules.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;

/** The days on which a cron expression fires, by its day of the month or of the week. */
sealed interface Days {

    int DAYS_OF_WEEK = 7;

    /** {@code *}, values, ranges and increments of the month. */
    record OfMonth(Set<Integer> values) implements Days {

        public OfMonth {
            values = Set.copyOf(values);
        }
    }

    /** {@code L}: the last day of the month. */
    record LastOfMonth() implements Days {}

    /** {@code LW}: the month's last from Monday to Friday. */
    record LastWeekday() implements Days {}

    /** {@code 15W}: the one from Monday to Friday that is nearest to a day of the month, in the same month. */
    record NearestWeekday(int day) implements Days {}

    /** {@code *}, values and ranges of the week. */
    record OfWeek(Set<Integer> values) implements Days {

        public OfWeek {
            values = Set.copyOf(values);
        }
    }

    /** {@code 6L}: the month's last of a day of the week. */
    record LastOf(int dayOfWeek) implements Days {}

    /** {@code 6#3}: the month's third of a day of the week. */
    record NthOf(int dayOfWeek, int nth) implements Days {}

    default boolean include(LocalDate date) {
        return switch (this) {
            case OfMonth(var values) -> values.contains(date.getDayOfMonth());
            case LastOfMonth() -> date.getDayOfMonth() == date.lengthOfMonth();
            case LastWeekday() -> date.equals(weekdayNear(date.with(TemporalAdjusters.lastDayOfMonth())));
            case NearestWeekday(int day) ->
                day <= date.lengthOfMonth() && date.equals(weekdayNear(date.withDayOfMonth(day)));
            case OfWeek(var values) -> values.contains(dayOfWeek(date));
            case LastOf(int dayOfWeek) ->
                dayOfWeek(date) == dayOfWeek && date.plusWeeks(1).getMonth() != date.getMonth();
            case NthOf(int dayOfWeek, int nth) ->
                dayOfWeek(date) == dayOfWeek && (date.getDayOfMonth() - 1) / DAYS_OF_WEEK + 1 == nth;
        };
    }

    /** Returns AWS's number of it, from Sunday, which is 1. */
    private static int dayOfWeek(LocalDate date) {
        return date.getDayOfWeek().getValue() % DAYS_OF_WEEK + 1;
    }

    private static LocalDate weekdayNear(LocalDate date) {
        boolean first = date.getDayOfMonth() == 1;
        boolean last = date.getDayOfMonth() == date.lengthOfMonth();
        return switch (date.getDayOfWeek()) {
            case SATURDAY -> first ? date.with(TemporalAdjusters.next(DayOfWeek.MONDAY)) : date.minusDays(1);
            case SUNDAY -> last ? date.with(TemporalAdjusters.previous(DayOfWeek.FRIDAY)) : date.plusDays(1);
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> date;
        };
    }
}
