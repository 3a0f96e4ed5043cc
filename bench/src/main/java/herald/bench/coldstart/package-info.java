/** How long a fresh process takes to its first post. */
@NullMarked
package herald.bench.coldstart;

import org.jspecify.annotations.NullMarked;
