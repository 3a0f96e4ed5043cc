@NullMarked
package herald.local.queues;

import org.jspecify.annotations.NullMarked;
