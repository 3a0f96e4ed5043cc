package herald.local.stack;

import herald.local.stack.services.CallSight;
import herald.local.stack.services.Gate;
import herald.local.stack.services.Service;
import herald.local.stack.services.ServiceFront;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fronts between functions and their tables and queues, and the one between everybody else and the queues. An
 * endpoint that speaks TLS has none: its certificate and its callers' signatures are for its own name, so calls of it
 * are seen by nobody and never fail on demand.
 *
 * @param gates that each call of a function's passes, in their order
 * @param sight sees the calls of functions, and of everybody who calls a queue
 */
public record Fronts(Teardown teardown, List<Gate> gates, CallSight sight) {

    private static final String DYNAMODB = "AWS_ENDPOINT_URL_DYNAMODB";
    private static final String SQS = "AWS_ENDPOINT_URL_SQS";

    public static boolean canStandBefore(URI endpoint) {
        return "http".equals(endpoint.getScheme());
    }

    /** Returns what functions get in their environment, with fronts for endpoints. */
    Map<String, String> stand(ReadyNotice ready, Addresses addresses) throws IOException, StartRefusal {
        Map<String, String> endpoints = new LinkedHashMap<>(ready.endpoints());
        if (canStandBefore(ready.dynamoDb())) {
            endpoints.put(DYNAMODB, before(Service.DYNAMODB, ready.dynamoDb()));
        }
        endpoints.put(SQS, before(Service.SQS, addresses.queues()));
        outside(addresses);
        return endpoints;
    }

    private String before(Service service, URI endpoint) throws IOException {
        return teardown.add("front", ServiceFront.start(service, endpoint, gates, sight))
                .endpoint()
                .toString();
    }

    /** Stands the front where people, publishers and tests find the queues. Nobody is refused there. */
    private void outside(Addresses addresses) throws StartRefusal {
        try {
            teardown.add(
                    "front",
                    ServiceFront.start(
                            Service.SQS,
                            addresses.sqs(),
                            addresses.queues(),
                            new ServiceFront.Onlookers(List.of(), sight)));
        } catch (IOException taken) {
            throw new StartRefusal(
                    "the queues can't listen on port " + addresses.sqs() + ": " + taken.getMessage(), taken);
        }
    }
}
