/**
 * The clients of {@code endtoend}: a process that holds many connections as cheaply as can be, and reports what they got and
 * how late. It knows messages by a mark and nothing of who sends them.
 */
@NullMarked
package herald.bench.crowd;

import org.jspecify.annotations.NullMarked;
