/** What benchmarks stand on: the workbench, child processes, a quiet machine. */
@NullMarked
package herald.bench.rig;

import org.jspecify.annotations.NullMarked;
