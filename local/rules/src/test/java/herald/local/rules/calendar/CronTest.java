package herald.local.rules.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** June 2026 starts on a Monday. */
class CronTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # the examples of AWS's documents
            0 10 * * ? *            | 2026-06-01T09:59:59Z | 2026-06-01T10:00:00Z
            0 10 * * ? *            | 2026-06-01T10:00:00Z | 2026-06-02T10:00:00Z
            15 12 * * ? *           | 2026-12-31T12:15:00Z | 2027-01-01T12:15:00Z
            0 18 ? * MON-FRI *      | 2026-06-05T18:00:00Z | 2026-06-08T18:00:00Z
            0 8 1 * ? *             | 2026-12-01T08:00:00Z | 2027-01-01T08:00:00Z
            0/15 * * * ? *          | 2026-06-01T10:15:00Z | 2026-06-01T10:30:00Z
            0/10 * ? * MON-FRI *    | 2026-06-05T23:50:00Z | 2026-06-08T00:00:00Z
            0/5 8-17 ? * MON-FRI *  | 2026-06-05T17:55:00Z | 2026-06-08T08:00:00Z
            1/10 * * * ? *          | 2026-06-01T10:00:00Z | 2026-06-01T10:01:00Z
            1/10 * * * ? *          | 2026-06-01T10:51:00Z | 2026-06-01T11:01:00Z
            # whole minutes
            * * * * ? *             | 2026-06-01T10:00:30Z | 2026-06-01T10:01:00Z
            * * * * ? *             | 2026-06-01T23:59:59.999Z | 2026-06-02T00:00:00Z
            # values, lists, names, increments
            30,0 6,18 ? * * *       | 2026-06-01T06:30:00Z | 2026-06-01T18:00:00Z
            50/5 * * * ? *          | 2026-06-01T10:55:00Z | 2026-06-01T11:50:00Z
            */20 * * * ? *          | 2026-06-01T10:40:00Z | 2026-06-01T11:00:00Z
            10-30/10 * * * ? *      | 2026-06-01T10:30:00Z | 2026-06-01T11:10:00Z
            0 0 1 JAN,jul ? *       | 2026-02-01T00:00:00Z | 2026-07-01T00:00:00Z
            0 0 10-20/5 6 ? *       | 2026-06-10T00:00:00Z | 2026-06-15T00:00:00Z
            0 0 ? * 2 *             | 2026-06-02T00:00:00Z | 2026-06-08T00:00:00Z
            0 0 ? * 1,7 *           | 2026-06-01T00:00:00Z | 2026-06-06T00:00:00Z
            # over the end
            0 0 ? * SAT-THU *       | 2026-06-04T00:00:00Z | 2026-06-06T00:00:00Z
            0 22-2 * * ? *          | 2026-06-01T02:00:00Z | 2026-06-01T22:00:00Z
            0 22-2 * * ? *          | 2026-06-01T23:00:00Z | 2026-06-02T00:00:00Z
            0 22-4/3 * * ? *        | 2026-06-01T22:00:00Z | 2026-06-02T01:00:00Z
            # leap years
            0 0 29 2 ? *            | 2026-01-01T00:00:00Z | 2028-02-29T00:00:00Z
            0 0 29 2 ? *            | 2096-03-01T00:00:00Z | 2104-02-29T00:00:00Z
            # L
            0 0 L * ? *             | 2026-02-01T00:00:00Z | 2026-02-28T00:00:00Z
            0 0 L * ? *             | 2028-02-01T00:00:00Z | 2028-02-29T00:00:00Z
            0 0 L * ? *             | 2026-04-30T00:00:00Z | 2026-05-31T00:00:00Z
            0 0 LW 5 ? *            | 2026-01-01T00:00:00Z | 2026-05-29T00:00:00Z
            0 0 ? * L *             | 2026-06-01T00:00:00Z | 2026-06-06T00:00:00Z
            0 0 ? * 5L *            | 2026-06-01T00:00:00Z | 2026-06-25T00:00:00Z
            0 0 ? * FRIL *          | 2026-06-01T00:00:00Z | 2026-06-26T00:00:00Z
            # W: on a Wednesday, a Saturday, a Sunday, at either end of the month, and where there is no such day
            0 0 15W * ? *           | 2026-07-01T00:00:00Z | 2026-07-15T00:00:00Z
            0 0 15W * ? *           | 2026-08-01T00:00:00Z | 2026-08-14T00:00:00Z
            0 0 15W * ? *           | 2026-11-01T00:00:00Z | 2026-11-16T00:00:00Z
            0 0 1W * ? *            | 2026-07-02T00:00:00Z | 2026-08-03T00:00:00Z
            0 0 31W 5 ? *           | 2026-01-01T00:00:00Z | 2026-05-29T00:00:00Z
            0 0 31W * ? *           | 2026-09-01T00:00:00Z | 2026-10-30T00:00:00Z
            # the nth
            0 0 ? * 6#3 *           | 2026-06-01T00:00:00Z | 2026-06-19T00:00:00Z
            0 0 ? * 6#5 *           | 2026-06-01T00:00:00Z | 2026-07-31T00:00:00Z
            0 0 ? * MON#1 *         | 2026-05-31T00:00:00Z | 2026-06-01T00:00:00Z
            # years
            0 0 1 1 ? 2027          | 2026-06-01T00:00:00Z | 2027-01-01T00:00:00Z
            0 0 1 1 ? 2026-2030/2   | 2026-06-01T00:00:00Z | 2028-01-01T00:00:00Z
            0 0 1 1 ? 2020,2199     | 2026-06-01T00:00:00Z | 2199-01-01T00:00:00Z
            0 0 1 1 ? 1970          | 1969-06-01T00:00:00Z | 1970-01-01T00:00:00Z
            """)
    void nextIsTheFirstAfter(String fields, Instant after, Instant next) {
        assertThat(next(fields, after)).contains(next);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 0 1 1 ? 2027    | 2027-01-01T00:00:00Z
            0 0 1 1 ? 2020    | 2026-06-01T00:00:00Z
            59 23 31 12 ? *   | 2199-12-31T23:59:00Z
            0 0 31 2 ? *      | 2026-06-01T00:00:00Z
            0 0 30W FEB ? *   | 2026-06-01T00:00:00Z
            """)
    void whatNeverComesAgainHasNoNext(String fields, Instant after) {
        assertThat(next(fields, after)).isEmpty();
    }

    @Test
    void aYearOfWeekdaysIsCounted() {
        List<Instant> all = new ArrayList<>();
        Optional<Instant> at = next("0 12 ? * MON-FRI 2026", Instant.EPOCH);
        while (at.isPresent()) {
            all.add(at.get());
            at = next("0 12 ? * MON-FRI 2026", at.get());
        }
        assertThat(all).hasSize(261).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            * * * * ?            | has 5 fields and not six
            0 * * * * ? *        | has 7 fields and not six
            ''                   | has 1 fields and not six
            * * * * * *          | one is to be ? and the other not: *, *
            * * 1 * MON *        | one is to be ? and the other not: 1, MON
            * * ? * ? *          | one is to be ? and the other not: ?, ?
            60 * * * ? *         | the minute '60' is not 0 to 59
            -1 * * * ? *         | the minute '' is not 0 to 59
            * 24 * * ? *         | the hour '24' is not 0 to 23
            * * 0 * ? *          | the day of month '0' is not 1 to 31
            * * 32 * ? *         | the day of month '32' is not 1 to 31
            * * 32W * ? *        | the day of month '32' is not 1 to 31
            * * * 13 ? *         | the month '13' is not 1 to 12 or JAN to DEC
            * * * MAI ? *        | the month 'MAI' is not 1 to 12 or JAN to DEC
            * * ? * 0 *          | the day of week '0' is not 1 to 7 or SUN to SAT
            * * ? * 8 *          | the day of week '8' is not 1 to 7 or SUN to SAT
            * * ? * MONDAY *     | the day of week 'MONDAY' is not 1 to 7 or SUN to SAT
            * * ? * 8L *         | the day of week '8' is not 1 to 7 or SUN to SAT
            * * * * ? 1969       | the year '1969' is not 1970 to 2199
            * * * * ? 2200       | the year '2200' is not 1970 to 2199
            * * * * ? 2030-2026  | the year 2030-2026 ends before it starts
            ? * * * ? *          | the minute '?' is not 0 to 59
            5, * * * ? *         | the minute '' is not 0 to 59
            5- * * * ? *         | the minute '' is not 0 to 59
            /5 * * * ? *         | the minute '' is not 0 to 59
            0/0 * * * ? *        | the minute 0/0 has an increment that is not 1 to 59
            0/60 * * * ? *       | the minute 0/60 has an increment that is not 1 to 59
            0/5/5 * * * ? *      | the minute 0/5/5 has an increment that is not 1 to 59
            * * L,15 * ? *       | has an L or W that does not stand alone
            * * 1-15W * ? *      | has an L or W that does not stand alone
            * * L-3 * ? *        | has an L or W that does not stand alone
            * * W * ? *          | has an L or W that does not stand alone
            * * ? * 3#1,6#3 *    | the day of week 3#1,6#3 has a # beside others
            * * ? * 6#6 *        | the day of week 6#6 has no 1 to 5 after its #
            * * ? * #1 *         | the day of week '' is not 1 to 7
            * * ? * MON-FRI/2 *  | has an increment, which a day of the week can't have
            L * * * ? *          | the minute 'L' is not 0 to 59
            """)
    void whatAwsRefusesIsNamed(String fields, String said) {
        assertThatThrownBy(() -> ScheduleExpression.parse("cron(" + fields + ")"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cron(" + fields + ")")
                .hasMessageContaining(said);
    }

    private static Optional<Instant> next(String fields, Instant after) {
        return ScheduleExpression.parse("cron(" + fields + ")").next(Instant.EPOCH, after);
    }
}
