/** What a post costs, by client. */
@NullMarked
package herald.bench.posts;

import org.jspecify.annotations.NullMarked;
