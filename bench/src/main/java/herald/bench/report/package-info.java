/**
 * What a benchmark says, as records: tables, targets and raw rows, and how they are written into {@code bench/results}. It
 * measures nothing.
 */
@NullMarked
package herald.bench.report;

import org.jspecify.annotations.NullMarked;
