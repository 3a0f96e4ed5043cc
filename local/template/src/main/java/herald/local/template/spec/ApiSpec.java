package herald.local.template.spec;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A WebSocket API: {@code AWS::ApiGatewayV2::Api} with what refers to it.
 *
 * @param id logical id
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
     * @param twoWay whether the integration's {@code body} is sent back: the route has a
     *     {@code RouteResponseSelectionExpression} and a {@code RouteResponse} with key {@code $default}
     * @param authorizer on {@code $connect} only
     */
    public record Route(String key, Integration integration, boolean twoWay, Optional<Authorizer> authorizer) {}

    /**
     * A Lambda proxy integration.
     *
     * @param function logical id of the function
     * @param timeout 50 ms to 29 s
     */
    public record Integration(String function, Duration timeout) {}

    /**
     * A {@code REQUEST} authorizer.
     *
     * @param function logical id of the function
     * @param identitySources such as {@code route.request.header.Auth}, {@code route.request.querystring.token}
     */
    public record Authorizer(String name, String function, List<String> identitySources) {

        public Authorizer {
            identitySources = List.copyOf(identitySources);
        }
    }

    /** @param variables stage variables, empty when the stage has none */
    public record Stage(String name, Map<String, String> variables) {

        public Stage {
            variables = Ordered.copyOf(variables);
        }
    }
}
