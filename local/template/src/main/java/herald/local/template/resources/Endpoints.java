package herald.local.template.resources;

import herald.local.template.spec.Place;
import herald.local.template.values.Arns;
import java.util.List;

/**
 * The stand-in in place of the template's own APIs: an endpoint of theirs that a function, a stage variable or an
 * output names is on this machine. ARNs, which name an API without a host, stay as on AWS.
 */
public record Endpoints(List<String> apiIds, Place place) {

    public Endpoints {
        apiIds = List.copyOf(apiIds);
    }

    static String host(String apiId, Place place) {
        return apiId + ".execute-api." + place.region() + "." + Arns.URL_SUFFIX;
    }

    public String localised(String text) {
        var here = text;
        for (var apiId : apiIds) {
            var host = host(apiId, place);
            here = here.replace("https://" + host, place.httpUrl()).replace("wss://" + host, place.webSocketUrl());
        }
        return here;
    }
}
