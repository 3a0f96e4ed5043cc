@NullMarked
package herald.local.console;

import org.jspecify.annotations.NullMarked;
