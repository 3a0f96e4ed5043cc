@NullMarked
package herald.local.stack.console;

import org.jspecify.annotations.NullMarked;
