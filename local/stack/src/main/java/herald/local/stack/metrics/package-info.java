/**
 * CloudWatch's part of the stack: AWS's metrics of what the parts tell, kept by the minute, and the template's alarms,
 * which are looked at when a minute is over. The events are {@code meter}'s; how metrics are reduced and whether an
 * alarm holds is decided in the {@code cloudwatch} of {@code local/rules}.
 */
@NullMarked
package herald.local.stack.metrics;

import org.jspecify.annotations.NullMarked;
