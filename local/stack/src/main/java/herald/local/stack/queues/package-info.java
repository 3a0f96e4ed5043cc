@NullMarked
package herald.local.stack.queues;

import org.jspecify.annotations.NullMarked;
