/**
 * Lambda's part of the stack: functions' environments as processes of their own, the Runtime API that they speak, which
 * of them gets an invocation and when another is started, what is logged and reported.
 * {@link herald.local.stack.lambda.Functions} is all that event sources, schedules and the gateway see of it. What goes
 * wrong on purpose {@code weather} says, and what a function's calls may do is decided in {@code services} and
 * {@code access}.
 */
@NullMarked
package herald.local.stack.lambda;

import org.jspecify.annotations.NullMarked;
