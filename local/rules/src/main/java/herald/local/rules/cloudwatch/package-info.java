/**
 * CloudWatch's arithmetic: statistics of a period, metric math ({@link herald.local.rules.cloudwatch.Formula}), and the
 * state of an alarm ({@link herald.local.rules.cloudwatch.DatapointRule}). The values are kept, and the alarms told
 * what has changed, by the stack's {@code metrics}.
 */
@NullMarked
package herald.local.rules.cloudwatch;

import org.jspecify.annotations.NullMarked;
