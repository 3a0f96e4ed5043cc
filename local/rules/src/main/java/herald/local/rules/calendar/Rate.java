package herald.local.rules.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code rate(value unit)}: again and again after the same time, first when it has passed once. */
record Rate(String text, Duration period) implements ScheduleExpression {

    private static final Pattern FORM = Pattern.compile("(\\S+)\\s+(\\S+)");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** Ours: 27 years of days. AWS names no limit; a rate that never comes round is a mistake in any case. */
    private static final int MOST_DIGITS = 4;

    public Rate {
        if (!period.isPositive()) {
            throw new IllegalArgumentException("a rate's period is positive, not " + period);
        }
    }

    static Rate parse(String text, String inside) {
        var form = FORM.matcher(inside.strip());
        if (!form.matches()) {
            throw ScheduleExpression.wrong(text, "is not rate(value unit)");
        }
        String value = form.group(1);
        String unit = form.group(2);
        Duration one = unit(text, unit);
        if (!value.matches("\\d+") || value.matches("0+")) {
            throw ScheduleExpression.wrong(text, "has no positive whole number for its value");
        }
        if (value.length() > MOST_DIGITS) {
            throw ScheduleExpression.wrong(text, "has a value of more than " + MOST_DIGITS + " digits");
        }
        int count = Integer.parseInt(value);
        if ((count == 1) == unit.endsWith("s")) {
            throw ScheduleExpression.wrong(
                    text, "has the wrong number: it is \"1 minute\" but \"5 minutes\", and so for hours and days");
        }
        return new Rate(text, one.multipliedBy(count));
    }

    private static Duration unit(String text, String unit) {
        return switch (unit) {
            case "minute", "minutes" -> MINUTE;
            case "hour", "hours" -> HOUR;
            case "day", "days" -> DAY;
            default -> throw ScheduleExpression.wrong(text, "has no unit that there is: minutes, hours, days");
        };
    }

    @Override
    public Optional<Instant> next(Instant created, Instant after) {
        long passed =
                after.isBefore(created) ? 0 : Duration.between(created, after).dividedBy(period);
        return Optional.of(created.plus(period.multipliedBy(passed + 1)));
    }

    @Override
    public String toString() {
        return text;
    }
}
