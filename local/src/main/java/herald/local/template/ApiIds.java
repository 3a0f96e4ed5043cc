package herald.local.template;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which API of the template a physical id means. */
final class ApiIds {

    private final Map<String, Resource> byApiId = new LinkedHashMap<>();

    ApiIds(Resources resources, Physical physical) {
        resources.of(ResourceTypes.API).forEach(api -> byApiId.put(physical.apiId(api.declared()), api));
    }

    Map<String, Resource> all() {
        return byApiId;
    }

    /** @return the value of {@code ApiId}, known to be an API of this template */
    String require(Properties properties) {
        var apiId = properties.requiredText("ApiId");
        if (!byApiId.containsKey(apiId)) {
            throw properties.refusal("ApiId", apiId + " is no WebSocket API of this template");
        }
        return apiId;
    }
}
