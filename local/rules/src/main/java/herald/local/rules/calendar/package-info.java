/**
 * The calendar of schedules: {@code rate} and {@code cron} as EventBridge reads them. Whose clock that is, and what is
 * invoked, the stack's {@code schedules} decide.
 */
@NullMarked
package herald.local.rules.calendar;

import org.jspecify.annotations.NullMarked;
