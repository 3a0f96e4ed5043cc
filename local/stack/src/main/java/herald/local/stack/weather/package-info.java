/**
 * The weather of the stack: the faults that may befall it, each with a chance, and profiles, which are sets of them. It
 * only draws; who asks it ({@code gateway}, {@code lambda}, {@code queues}, and
 * {@link herald.local.stack.weather.ServiceFaults} before tables and queues) makes it happen. It also has the stack's
 * clock and timers.
 */
@NullMarked
package herald.local.stack.weather;

import org.jspecify.annotations.NullMarked;
