/** What is published: one event for one channel, and how a queue record says it. Pure. */
@NullMarked
package herald.publications;

import org.jspecify.annotations.NullMarked;
