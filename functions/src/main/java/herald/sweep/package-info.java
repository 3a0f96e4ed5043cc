/** What keeps connections alive, and ends those that nobody answers for: every minute, a look at all rows. */
@NullMarked
package herald.sweep;

import org.jspecify.annotations.NullMarked;
