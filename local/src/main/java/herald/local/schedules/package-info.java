@NullMarked
package herald.local.schedules;

import org.jspecify.annotations.NullMarked;
