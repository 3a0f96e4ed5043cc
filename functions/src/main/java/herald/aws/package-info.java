/**
 * AWS's limits, as numbers with their sources. It imports nothing of Herald, so that every package may ask it, but for
 * {@code lean}, which stands alone and names the few that it needs itself.
 */
@NullMarked
package herald.aws;

import org.jspecify.annotations.NullMarked;
