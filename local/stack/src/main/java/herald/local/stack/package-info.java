@NullMarked
package herald.local.stack;

import org.jspecify.annotations.NullMarked;
