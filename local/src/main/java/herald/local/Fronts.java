package herald.local;

import herald.local.services.CallSight;
import herald.local.services.Gate;
import herald.local.services.Service;
import herald.local.services.ServiceFront;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fronts between functions and their tables and queues. An endpoint that speaks TLS has none: its certificate and
 * its callers' signatures are for its own name, so calls of it are seen by nobody and never fail on demand.
 *
 * @param gates that each call passes, in their order
 */
record Fronts(Closing closing, List<Gate> gates, CallSight sight) {

    private static final String DYNAMODB = "AWS_ENDPOINT_URL_DYNAMODB";
    private static final String SQS = "AWS_ENDPOINT_URL_SQS";

    static boolean canStandBefore(URI endpoint) {
        return "http".equals(endpoint.getScheme());
    }

    /** @return what functions get in their environment, with fronts for endpoints */
    Map<String, String> stand(Ready ready) throws IOException {
        Map<String, String> endpoints = new LinkedHashMap<>(ready.endpoints());
        if (canStandBefore(ready.dynamoDb())) {
            endpoints.put(DYNAMODB, before(Service.DYNAMODB, ready.dynamoDb()));
        }
        endpoints.put(SQS, before(Service.SQS, URI.create(ready.place().sqs())));
        return endpoints;
    }

    private String before(Service service, URI endpoint) throws IOException {
        return closing.add("front", ServiceFront.start(service, endpoint, gates, sight))
                .endpoint()
                .toString();
    }
}
