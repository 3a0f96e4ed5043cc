@NullMarked
package herald.local.stack.metrics;

import org.jspecify.annotations.NullMarked;
