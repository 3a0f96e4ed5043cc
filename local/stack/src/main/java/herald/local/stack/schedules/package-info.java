@NullMarked
package herald.local.stack.schedules;

import org.jspecify.annotations.NullMarked;
