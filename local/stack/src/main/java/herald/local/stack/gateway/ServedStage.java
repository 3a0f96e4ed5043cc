package herald.local.stack.gateway;

import herald.local.template.spec.ApiSpec;
import java.util.Optional;

/** A stage of an API: what the first segment of a path leads to. Immutable. */
record ServedStage(ApiSpec api, ApiSpec.Stage stage, RouteSelection selection) {

    static final String CONNECT = "$connect";
    static final String DISCONNECT = "$disconnect";
    static final String DEFAULT = "$default";

    String name() {
        return stage.name();
    }

    Optional<ApiSpec.Route> route(String key) {
        return Optional.ofNullable(api.routes().get(key));
    }

    /** Returns the route that a message takes: the one it names, else {@code $default}, else none. */
    Optional<ApiSpec.Route> routeOf(String message, boolean lifecycleRoutesCanBeNamed) {
        return selection
                .routeKey(message)
                .filter(key -> lifecycleRoutesCanBeNamed || !(key.equals(CONNECT) || key.equals(DISCONNECT)))
                .flatMap(this::route)
                .or(() -> route(DEFAULT));
    }
}
