package herald.local.stack.gateway;

/**
 * What API Gateway does where neither AWS's documents nor captures of its traffic settle the matter: each a switch,
 * with the stand-in's default in {@link #defaults}.
 *
 * @param errorFramesOnOneWayRoutes whether the client is sent "Internal server error" when the handler of a route
 *     without a route response fails; all captures are of two-way routes
 * @param pingsAreActivity whether a client's ping puts off the idle timeout; reported both ways
 * @param lifecycleRoutesCanBeNamed whether a message may select {@code $connect} or {@code $disconnect}
 * @param textualAuthorizerValues whether numbers and booleans of an authorizer's context reach events as strings, as
 *     AWS's REST page says, or as they were
 * @param timeoutStatus of an upgrade whose {@code $connect} integration took too long
 * @param malformedStatus of an upgrade whose {@code $connect} handler did not return a proxy result
 * @param urlTooLongStatus of an upgrade above {@link Limits#URL_CHARACTERS}
 */
record Unsettled(
        boolean errorFramesOnOneWayRoutes,
        boolean pingsAreActivity,
        boolean lifecycleRoutesCanBeNamed,
        boolean textualAuthorizerValues,
        int timeoutStatus,
        int malformedStatus,
        int urlTooLongStatus) {

    static Unsettled defaults() {
        return new Unsettled(true, false, false, true, 504, 502, 414);
    }
}
