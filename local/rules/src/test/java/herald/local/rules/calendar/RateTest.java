package herald.local.rules.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTest {

    private static final Instant CREATED = Instant.parse("2026-06-01T12:00:07.5Z");

    @ParameterizedTest
    @CsvSource({
        "rate(1 minute), PT1M",
        "rate(5 minutes), PT5M",
        "rate(1 hour), PT1H",
        "rate(36 hours), PT36H",
        "rate(1 day), PT24H",
        "rate(7 days), PT168H"
    })
    void firesFirstAfterItsPeriod(String rate, Duration period) {
        ScheduleExpression expression = ScheduleExpression.parse(rate);

        assertThat(expression.next(CREATED, CREATED)).contains(CREATED.plus(period));
        assertThat(expression).hasToString(rate);
    }

    @Test
    void countsFromItsCreationWhateverWasMissed() {
        ScheduleExpression expression = ScheduleExpression.parse("rate(5 minutes)");

        assertThat(expression.next(CREATED, CREATED.plus(Duration.ofMinutes(5))))
                .contains(CREATED.plus(Duration.ofMinutes(10)));
        assertThat(expression.next(CREATED, CREATED.plus(Duration.ofMinutes(17))))
                .contains(CREATED.plus(Duration.ofMinutes(20)));
        assertThat(expression.next(CREATED, CREATED.minusSeconds(1))).contains(CREATED.plus(Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rate(1 minutes)     | "1 minute" but "5 minutes"
            rate(2 minute)      | "1 minute" but "5 minutes"
            rate(0 minutes)     | has no positive whole number
            rate(-5 minutes)    | has no positive whole number
            rate(1.5 hours)     | has no positive whole number
            rate(five minutes)  | has no positive whole number
            rate(10000 days)    | more than 4 digits
            rate(30 seconds)    | has no unit that there is: minutes, hours, days
            rate(2 weeks)       | has no unit that there is: minutes, hours, days
            rate(5 Minutes)     | has no unit that there is: minutes, hours, days
            rate(5minutes)      | is not rate(value unit)
            rate()              | is not rate(value unit)
            rate(5 minutes      | is neither rate(…) nor cron(…)
            5 minutes           | is neither rate(…) nor cron(…)
            )                   | is neither rate(…) nor cron(…)
            every(5 minutes)    | is neither rate(…) nor cron(…)
            at(2026-06-01T12:00:00) | is for EventBridge Scheduler only
            """)
    void whatAwsRefusesIsNamed(String rate, String said) {
        assertThatThrownBy(() -> ScheduleExpression.parse(rate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(rate)
                .hasMessageContaining(said);
    }
}
