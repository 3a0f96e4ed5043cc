/** The whole stand-in against the design that Herald replaces: from SendMessage to every client. */
@NullMarked
package herald.bench.endtoend;

import org.jspecify.annotations.NullMarked;
