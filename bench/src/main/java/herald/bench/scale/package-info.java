/** The engine itself at sizes that no machine here could serve: in simulated time, and its memory in real time. */
@NullMarked
package herald.bench.scale;

import org.jspecify.annotations.NullMarked;
