/**
 * The whole stand-in against the design that Herald replaces, a server that polls a queue: from SendMessage to every client of a
 * {@code crowd}. Each contestant is a set of processes, and they take turns.
 */
@NullMarked
package herald.bench.endtoend;

import org.jspecify.annotations.NullMarked;
