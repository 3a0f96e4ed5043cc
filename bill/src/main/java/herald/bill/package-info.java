/**
 * What Herald would cost without running it. It knows Herald, which the stand-in must not, and takes prices and their
 * arithmetic from the stand-in's meter.
 */
@NullMarked
package herald.bill;

import org.jspecify.annotations.NullMarked;
