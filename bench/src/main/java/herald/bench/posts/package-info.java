/**
 * What a post costs, by client: the lean one, the SDK's, other languages' and, as a floor, wrk. Each posts from a process of
 * its own to a stub that answers at once, so that the client is all that costs anything. What the engine adds is for
 * {@code sample} and {@code scale}.
 */
@NullMarked
package herald.bench.posts;

import org.jspecify.annotations.NullMarked;
