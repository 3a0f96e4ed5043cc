package herald.local.stack.gateway;

import herald.local.template.spec.ApiSpec;
import herald.local.template.spec.Template;
import herald.local.template.spec.TemplateRefusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All stages of all APIs by name, which the template's reader has seen to be unique. Immutable. */
final class Stages {

    private final Map<String, ServedStage> byName;

    private Stages(Map<String, ServedStage> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** @throws TemplateRefusal if a route selection expression can't be understood */
    static Stages of(Template template) {
        Map<String, ServedStage> byName = new HashMap<>();
        for (ApiSpec api : template.apis().values()) {
            RouteSelection selection = selection(api);
            for (ApiSpec.Stage stage : api.stages()) {
                byName.putIfAbsent(stage.name(), new ServedStage(api, stage, selection));
            }
        }
        return new Stages(byName);
    }

    private static RouteSelection selection(ApiSpec api) {
        try {
            return RouteSelection.of(api.routeSelectionExpression());
        } catch (TemplateRefusal refusal) {
            throw new TemplateRefusal(api.id() + ": " + refusal.getMessage());
        }
    }

    Optional<ServedStage> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Returns the stage of {@code /stage} or {@code /stage/}; AWS routes on nothing below it. */
    Optional<ServedStage> at(String path) {
        String name = path.startsWith("/") ? path.substring(1) : path;
        return named(name.endsWith("/") ? name.substring(0, name.length() - 1) : name);
    }
}
