/**
 * {@code bench/run}: the list of benchmarks, the command line that names some of them, and one run after the other. What is
 * measured is each benchmark's own package; what they share is {@code rig} (where they run) and {@code report} (what they say).
 */
@NullMarked
package herald.bench;

import org.jspecify.annotations.NullMarked;
