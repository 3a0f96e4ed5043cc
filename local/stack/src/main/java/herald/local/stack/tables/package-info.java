@NullMarked
package herald.local.stack.tables;

import org.jspecify.annotations.NullMarked;
