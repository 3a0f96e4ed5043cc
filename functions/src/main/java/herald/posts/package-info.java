/**
 * The way to a connection: the port {@link Posts}, its adapter to the management API's client, and {@link Outcome}, what
 * can become of a post. How the lean client does it is the package {@code lean}'s; what is done about an outcome is for
 * whoever posted.
 */
@NullMarked
package herald.posts;

import org.jspecify.annotations.NullMarked;
