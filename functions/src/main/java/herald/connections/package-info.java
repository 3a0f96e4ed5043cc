/** Who is connected: rows, audiences and where in one a reader is. */
@NullMarked
package herald.connections;

import org.jspecify.annotations.NullMarked;
