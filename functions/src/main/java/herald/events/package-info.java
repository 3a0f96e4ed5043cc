/**
 * Lambda's events and answers as JSON, read and written field by field; {@link EventSerializer} says why. It knows none of
 * Herald: what an event means is for the packages that it goes to, {@code routes}, {@code publications} and {@code queues}.
 */
@NullMarked
package herald.events;

import org.jspecify.annotations.NullMarked;
