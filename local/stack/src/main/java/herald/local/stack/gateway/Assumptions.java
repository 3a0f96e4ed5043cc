package herald.local.stack.gateway;

/**
 * The points that neither AWS's documents nor captures of API Gateway's traffic settle: each a switch,
 * with the stand-in's default in {@link #defaults}.
 *
 * @param errorFramesOnOneWayRoutes whether the client is sent "Internal server error" when the handler of a route
 *     without a route response fails; all captures are of two-way routes
 * @param pingsAreActivity whether a client's ping puts off the idle timeout; reported both ways
 * @param lifecycleRoutesCanBeNamed whether a message may select {@code $connect} or {@code $disconnect}
 * @param textualAuthorizerValues whether numbers and booleans of an authorizer's context reach events as strings, as
 *     AWS's REST page says, or as they were
 */
record Assumptions(
        boolean errorFramesOnOneWayRoutes,
        boolean pingsAreActivity,
        boolean lifecycleRoutesCanBeNamed,
        boolean textualAuthorizerValues,
        Statuses statuses) {

    /**
     * The statuses of upgrades that are refused.
     *
     * @param timeout of one whose {@code $connect} integration took too long
     * @param malformed of one whose {@code $connect} handler did not return a proxy result
     * @param urlTooLong of one above {@link GatewayLimits#URL_CHARACTERS}
     */
    record Statuses(int timeout, int malformed, int urlTooLong) {}

    static final Statuses STATUSES = new Statuses(504, 502, 414);

    static Assumptions defaults() {
        return new Assumptions(true, false, false, true, STATUSES);
    }
}
