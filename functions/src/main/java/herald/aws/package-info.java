/** AWS's limits, as numbers with their sources. It imports nothing of Herald, so that everybody may ask it. */
@NullMarked
package herald.aws;

import org.jspecify.annotations.NullMarked;
