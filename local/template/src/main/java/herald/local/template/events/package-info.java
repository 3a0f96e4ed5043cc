/**
 * The things that invoke functions besides APIs: SAM's events of functions, SQS event sources, and schedules. The
 * package takes queues from {@code stores} as they were read, and functions by name from {@code functions}.
 */
@NullMarked
package herald.local.template.events;

import org.jspecify.annotations.NullMarked;
