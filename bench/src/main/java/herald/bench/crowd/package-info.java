/** The clients of the end-to-end benchmark: a process that holds many connections as cheaply as can be. */
@NullMarked
package herald.bench.crowd;

import org.jspecify.annotations.NullMarked;
