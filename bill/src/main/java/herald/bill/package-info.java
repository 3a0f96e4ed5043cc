/**
 * The estimate of what Herald would cost, without running it. It knows Herald, which the stand-in must not, and takes
 * prices and their arithmetic from {@code local/rules}, as the stand-in's meter does. Of the stand-in it needs nothing
 * else.
 */
@NullMarked
package herald.bill;

import org.jspecify.annotations.NullMarked;
