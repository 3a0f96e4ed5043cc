/** What goes to clients: a batch of publications to everybody in an audience. */
@NullMarked
package herald.fanout;

import org.jspecify.annotations.NullMarked;
