/**
 * The checks of callers: whether a call is signed by whom it says, and whether that role may do it. Signatures are
 * checked here; what a policy allows is decided by {@code iam} of {@code local/rules}. {@code services} and {@code
 * gateway} ask for each call; what was denied is told once, and what of the grants was used is counted for {@code
 * local/grants}.
 */
@NullMarked
package herald.local.stack.access;

import org.jspecify.annotations.NullMarked;
