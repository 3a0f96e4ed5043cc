/**
 * API Gateway's part of the stack: upgrades and their authorizers, the routes of messages, {@code @connections},
 * throttles, and the end of connections, which {@code ConnectionTimeouts} brings to idle and old ones. {@code
 * GatewayLimits} has all limits with their sources, {@code Assumptions} what no source settles. Functions are {@code
 * lambda}'s, whether a post is allowed {@code access} decides, and what befalls it on purpose {@code weather} says.
 */
@NullMarked
package herald.local.stack.gateway;

import org.jspecify.annotations.NullMarked;
