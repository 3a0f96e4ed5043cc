package herald.local.stack.gateway;

import java.util.OptionalInt;

/**
 * The requests that an account may make of API Gateway in a second; beyond it is throttled.
 *
 * @param requestRate upgrades, clients' messages and calls of @connections, added up
 * @param requestBurst how many of them may come at once
 * @param connectRate upgrades alone; as many may come at once
 * @param postRate calls of @connections alone, which AWS does not limit apart; no limit if neither this nor
 *     {@code postBurst} is given
 * @param postBurst such calls that may come at once; {@code postRate} if not given
 */
public record Quotas(int requestRate, int requestBurst, int connectRate, OptionalInt postRate, OptionalInt postBurst) {

    public Quotas {
        if (requestRate < 1
                || requestBurst < 1
                || connectRate < 1
                || postRate.orElse(1) < 1
                || postBurst.orElse(1) < 1) {
            throw new IllegalArgumentException("a quota must be at least 1");
        }
    }

    /** Returns the quotas of a new account in a large Region. */
    public static Quotas ofAws() {
        return new Quotas(
                GatewayLimits.THROTTLE_RATE,
                GatewayLimits.THROTTLE_BURST,
                GatewayLimits.CONNECT_RATE,
                OptionalInt.empty(),
                OptionalInt.empty());
    }
}
