package herald.bench.rig;

import java.util.Map;

/** The environment that template.yaml and Lambda give the broadcast function. */
public final class FunctionEnvironment {

    private FunctionEnvironment() {}

    /**
     * @param address where all of AWS is
     * @param poster {@code lean} or {@code sdk}
     */
    public static Map<String, String> of(String address, String poster) {
        return Map.ofEntries(
                Map.entry("POSTER", poster),
                Map.entry("CONNECTIONS_TABLE", "Connections"),
                Map.entry("PROGRESS_TABLE", "Progress"),
                Map.entry("AUDIENCE_SHARDS", "1"),
                Map.entry("DEFAULT_EVENT", "item_added"),
                Map.entry("HEARTBEAT_INTERVAL", "240"),
                Map.entry("PUBLISH_RECEIVES", "10"),
                Map.entry("DELIVERY_RECEIVES", "10"),
                Map.entry("PUBLISH_QUEUE_URL", address + "/000000000000/publish"),
                Map.entry("DELIVERY_QUEUE_URL", address + "/000000000000/delivery"),
                Map.entry("AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI", address + "/prod"),
                Map.entry("AWS_ENDPOINT_URL_DYNAMODB", address),
                Map.entry("AWS_ENDPOINT_URL_SQS", address),
                Map.entry("AWS_REGION", "us-east-1"),
                Map.entry("AWS_DEFAULT_REGION", "us-east-1"),
                Map.entry("AWS_ACCESS_KEY_ID", "ASIABENCHBENCHBENCHX"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "benchbenchbenchbenchbenchbenchbenchbench"),
                // As long as a role's is.
                Map.entry("AWS_SESSION_TOKEN", "bench".repeat(80)));
    }
}
