@NullMarked
package herald.local.stack.weather;

import org.jspecify.annotations.NullMarked;
