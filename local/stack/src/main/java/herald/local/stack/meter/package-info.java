@NullMarked
package herald.local.stack.meter;

import org.jspecify.annotations.NullMarked;
