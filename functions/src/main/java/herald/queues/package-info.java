/** The queues: publications on their way in, unfinished work on its way on. */
@NullMarked
package herald.queues;

import org.jspecify.annotations.NullMarked;
