/**
 * Bills: what AWS bills and at which price. {@link herald.local.rules.prices.Bill} multiplies counts by prices; what is
 * counted, the stack's meter or {@code bill}'s estimate knows. {@link herald.local.rules.prices.BundledPrices} alone
 * reads something, the list in this jar; a person's own list is read by whoever names its file.
 */
@NullMarked
package herald.local.rules.prices;

import org.jspecify.annotations.NullMarked;
