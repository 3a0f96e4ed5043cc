package herald.local.template.spec;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A WebSocket API: {@code AWS::ApiGatewayV2::Api} with what refers to it.
 *
 * @param apiId physical id, ten characters as on AWS
 * @param routes by route key: {@code $connect}, {@code $disconnect}, {@code $default} and a team's own
 */
public record ApiSpec(
        String id, String apiId, String routeSelectionExpression, Map<String, Route> routes, List<Stage> stages) {

    public ApiSpec {
        routes = Ordered.copyOf(routes);
        stages = List.copyOf(stages);
    }

    /**
     * A route; an authorizer is on {@code $connect} only.
     *
     * @param twoWay whether the integration's {@code body} is sent back: the route has a
     *     {@code RouteResponseSelectionExpression} and a {@code RouteResponse} with key {@code $default}
     */
    public record Route(String key, Integration integration, boolean twoWay, Optional<Authorizer> authorizer) {}

    /** A Lambda proxy integration of a function (logical id), which has 50 ms to 29 s to answer. */
    public record Integration(String function, Duration timeout) {}

    /**
     * A {@code REQUEST} authorizer: a function (logical id).
     *
     * @param identitySources such as {@code route.request.header.Auth}, {@code route.request.querystring.token}
     */
    public record Authorizer(String name, String function, List<String> identitySources) {

        public Authorizer {
            identitySources = List.copyOf(identitySources);
        }
    }

    /** A stage; {@code variables} are its stage variables, empty when it has none. */
    public record Stage(String name, Map<String, String> variables) {

        public Stage {
            variables = Ordered.copyOf(variables);
        }
    }
}
