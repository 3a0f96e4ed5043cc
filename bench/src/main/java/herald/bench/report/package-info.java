/** What a benchmark has to say, as records, and how it is written down. */
@NullMarked
package herald.bench.report;

import org.jspecify.annotations.NullMarked;
