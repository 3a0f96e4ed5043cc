@NullMarked
package herald.local.calendar;

import org.jspecify.annotations.NullMarked;
