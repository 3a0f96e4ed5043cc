package herald.local.template.spec;

import herald.local.rules.calendar.ScheduleExpression;
import java.time.Duration;
import java.util.Optional;

/**
 * An EventBridge rule that invokes a function (logical id) by the clock: a SAM {@code Schedule} event.
 *
 * @param id logical id of the rule that SAM makes, {@code Function + Event}
 * @param input what the function gets in place of the event, JSON
 * @param retries how often an invocation that failed is tried again, {@code EventInvokeConfig.MaximumRetryAttempts} of
 *     the function
 * @param maximumAge after which an event is tried no more, {@code EventInvokeConfig.MaximumEventAgeInSeconds}
 */
public record ScheduleSpec(
        String id,
        String function,
        String arn,
        ScheduleExpression expression,
        Optional<String> input,
        boolean enabled,
        int retries,
        Duration maximumAge) {}
