/** Herald's Lambda functions: entry points, settings and the wiring of what stands behind them. */
@NullMarked
package herald;

import org.jspecify.annotations.NullMarked;
