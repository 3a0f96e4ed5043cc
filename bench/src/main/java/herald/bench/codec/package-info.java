/** What Socket.IO's codec costs, and what it stands. */
@NullMarked
package herald.bench.codec;

import org.jspecify.annotations.NullMarked;
