/** What the work of one invocation is held together by: its one thread, its calls and its time. */
@NullMarked
package herald.invocation;

import org.jspecify.annotations.NullMarked;
