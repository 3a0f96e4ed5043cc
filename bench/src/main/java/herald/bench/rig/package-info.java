/**
 * What benchmarks stand on: the workbench, child processes, tools to compare with, and the wait for a quiet machine. It knows
 * no benchmark.
 */
@NullMarked
package herald.bench.rig;

import org.jspecify.annotations.NullMarked;
