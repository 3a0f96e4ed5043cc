/**
 * EventBridge's part of the stack: invokes functions when their rules are due, and again after failures as Lambda's
 * asynchronous invocation does. When that is the {@code calendar} of {@code local/rules} says.
 */
@NullMarked
package herald.local.stack.schedules;

import org.jspecify.annotations.NullMarked;
