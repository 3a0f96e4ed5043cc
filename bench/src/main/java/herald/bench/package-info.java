/** {@code bench/run}: which benchmarks there are, and one after the other. */
@NullMarked
package herald.bench;

import org.jspecify.annotations.NullMarked;
