package herald.local.template.api;

import herald.local.template.declarations.ResourceTypes;
import herald.local.template.resources.PhysicalNames;
import herald.local.template.resources.Resource;
import herald.local.template.resources.Resources;
import herald.local.template.spec.TemplateRefusal;
import herald.local.template.text.Value;
import herald.local.template.values.Properties;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The template's WebSocket APIs by their physical ids. */
public final class ApiIds {

    private static final String WEBSOCKET = "WEBSOCKET";
    private static final String GENERATED = "[a-z0-9]{10}";

    private final Map<String, Resource> byApiId = new LinkedHashMap<>();

    /** The ids of APIs of another kind, about whose routes and stages the stand-in says nothing. */
    private final Set<String> others = new HashSet<>();

    public ApiIds(Resources resources, PhysicalNames physical) {
        for (var api : resources.of(ResourceTypes.API)) {
            var apiId = physical.apiId(api.declared());
            if (physical.findings().tried(() -> isWebSocket(api, resources), false)) {
                byApiId.put(apiId, api);
            } else {
                others.add(apiId);
            }
        }
    }

    private static boolean isWebSocket(Resource api, Resources resources) {
        var properties = api.properties();
        if (properties.has("Body") || properties.has("BodyS3Location")) {
            if (properties
                    .value("ProtocolType")
                    .filter(value -> value.isText(WEBSOCKET))
                    .isPresent()) {
                var body = properties.has("Body") ? "Body" : "BodyS3Location";
                properties.refuse(body, "is for HTTP APIs; a WebSocket API has its routes one by one");
            }
            throw properties.origin().notRun("HTTP APIs are not run, only WEBSOCKET");
        }
        var protocol = properties.requiredText("ProtocolType");
        if (protocol.equals(WEBSOCKET)) {
            return true;
        }
        if (!protocol.equals("HTTP")) {
            throw properties.refusal("ProtocolType", protocol + " is none; WEBSOCKET is");
        }
        if (isMeantForWebSockets(api, resources)) {
            throw properties.refusal(
                    "ProtocolType",
                    "HTTP APIs are not run, and this one is written as a WebSocket API: WEBSOCKET is meant");
        }
        throw properties.notRun("ProtocolType", "HTTP APIs are not run, only WEBSOCKET");
    }

    private static boolean isMeantForWebSockets(Resource api, Resources resources) {
        if (api.properties().value("RouteSelectionExpression").stream()
                .anyMatch(value -> value instanceof Value.Text(var _, var text) && text.contains("request.body"))) {
            return true;
        }
        return resources.of(ResourceTypes.ROUTE).stream()
                .filter(route -> resources.needs(route.id(), api.id()))
                .flatMap(route -> route.properties().value("RouteKey").stream())
                .anyMatch(key -> key.isText("$connect") || key.isText("$disconnect"));
    }

    public Map<String, Resource> all() {
        return byApiId;
    }

    /** Returns the resources of a type that name an API, those that were refused too. */
    static List<Resource> partsOf(String apiId, String type, Resources resources) {
        return resources.of(type).stream()
                .filter(part -> part.properties().text("ApiId").orElse("").equals(apiId))
                .toList();
    }

    /** Returns the value of {@code ApiId}, known to be a WebSocket API of this template. */
    String require(Properties properties) {
        var apiId = properties.requiredText("ApiId");
        if (byApiId.containsKey(apiId)) {
            return apiId;
        }
        if (others.contains(apiId)) {
            throw TemplateRefusal.inSilence();
        }
        var sentence = apiId + " is no WebSocket API of this template";
        throw apiId.matches(GENERATED) ? properties.notRun("ApiId", sentence) : properties.refusal("ApiId", sentence);
    }
}
