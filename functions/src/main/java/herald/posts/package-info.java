/** One post to one connection, and what became of it. */
@NullMarked
package herald.posts;

import org.jspecify.annotations.NullMarked;
