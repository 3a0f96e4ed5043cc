@NullMarked
package herald.local.rules.calendar;

import org.jspecify.annotations.NullMarked;
