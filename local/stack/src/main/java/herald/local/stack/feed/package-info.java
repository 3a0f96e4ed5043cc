/**
 * The recent events and the present state of the stack, for the console. Every part tells
 * {@link herald.local.stack.feed.Feed}; the root answers as {@link herald.local.stack.feed.Sight}; {@code console}
 * alone reads both. It imports nothing of ours, so that everybody may import it.
 */
@NullMarked
package herald.local.stack.feed;

import org.jspecify.annotations.NullMarked;
