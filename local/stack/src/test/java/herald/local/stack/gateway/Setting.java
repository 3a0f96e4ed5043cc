package herald.local.stack.gateway;

import herald.local.rules.iam.Grants;
import herald.local.rules.iam.Region;
import herald.local.stack.access.Access;
import herald.local.template.spec.ApiSpec;
import herald.local.template.spec.Template;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** What a test wants to be different. */
final class Setting {

    GatewaySettings settings = GatewaySettings.defaults(0, new Region("eu-west-1", "123456789012"));
    Assumptions assumptions = Assumptions.defaults();
    Optional<SelfSigned> certificate = Optional.empty();
    Optional<Access> access = Optional.empty();
    WebPages pages = (path, query) -> Optional.empty();
    private String expression = "$request.body.action";
    private Map<String, String> variables = Map.of();
    private final Map<String, ApiSpec.Route> routes = new LinkedHashMap<>();
    private Optional<ApiSpec.Authorizer> authorizer = Optional.empty();
    private Duration timeout = Duration.ofSeconds(29);
    private boolean connectRoute = true;

    Setting settings(UnaryOperator<GatewaySettings> change) {
        settings = change.apply(settings);
        return this;
    }

    Setting times(Duration idle, Duration max) {
        return settings(s -> new GatewaySettings(
                0,
                s.region(),
                new GatewaySettings.Lifetime(idle, max),
                s.quotas(),
                s.vanishedDisconnectDelay(),
                s.disconnects()));
    }

    Setting throttle(int rate, int burst) {
        return quotas(new Quotas(10_000, 5_000, 500, OptionalInt.of(rate), OptionalInt.of(burst)));
    }

    Setting quotas(Quotas quotas) {
        return settings(s ->
                new GatewaySettings(0, s.region(), s.lifetime(), quotas, s.vanishedDisconnectDelay(), s.disconnects()));
    }

    Setting disconnects(Optional<Duration> vanished, boolean any) {
        return settings(s -> new GatewaySettings(0, s.region(), s.lifetime(), s.quotas(), vanished, any));
    }

    Setting assumptions(Assumptions other) {
        assumptions = other;
        return this;
    }

    Setting pages(WebPages other) {
        pages = other;
        return this;
    }

    Setting expression(String other) {
        expression = other;
        return this;
    }

    Setting variables(Map<String, String> other) {
        variables = other;
        return this;
    }

    Setting timeout(Duration other) {
        timeout = other;
        return this;
    }

    Setting route(String key) {
        routes.put(key, route(key, false));
        return this;
    }

    Setting twoWay(String key) {
        routes.put(key, route(key, true));
        return this;
    }

    Setting withoutConnectRoute() {
        connectRoute = false;
        return this;
    }

    Setting authorizer(String... identitySources) {
        authorizer = Optional.of(new ApiSpec.Authorizer("Gate", "authorizer", List.of(identitySources)));
        return this;
    }

    private ApiSpec.Route route(String key, boolean twoWay) {
        return new ApiSpec.Route(key, new ApiSpec.Integration(key, timeout), twoWay, Optional.empty());
    }

    Access access() {
        return access.orElseGet(() -> new Access(settings.region(), Map.of(), Grants.NONE, (function, denied) -> {}));
    }

    Template template() {
        Map<String, ApiSpec.Route> all = new LinkedHashMap<>();
        if (connectRoute) {
            all.put(
                    "$connect",
                    new ApiSpec.Route("$connect", new ApiSpec.Integration("$connect", timeout), false, authorizer));
        }
        all.put("$disconnect", route("$disconnect", false));
        all.putAll(routes);
        ApiSpec chat = new ApiSpec(
                "chat",
                Running.API_ID,
                expression,
                all,
                List.of(new ApiSpec.Stage("dev", variables), new ApiSpec.Stage("other", Map.of())));
        return new Template(Map.of(), Map.of("chat", chat), Map.of(), Map.of(), List.of(), List.of(), Map.of());
    }

    Running start() {
        return new Running(this);
    }
}
