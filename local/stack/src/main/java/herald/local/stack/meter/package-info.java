/**
 * The meter: counts what AWS would bill. Every part tells it {@link herald.local.stack.meter.UsageEvent}s, as it tells
 * {@code metrics}; calls of tables and queues it reads itself, at the fronts of {@code services}. What that costs the
 * {@code prices} of {@code local/rules} say.
 */
@NullMarked
package herald.local.stack.meter;

import org.jspecify.annotations.NullMarked;
