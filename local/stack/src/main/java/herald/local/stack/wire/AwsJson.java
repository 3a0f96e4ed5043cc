package herald.local.stack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * An endpoint that speaks AWS's JSON protocol 1.0: one {@code POST} an action, named in {@code X-Amz-Target}.
 *
 * <p>Thread-safe. Calls block, and end at once when their thread is interrupted. Requests carry a signature's form
 * without a secret behind it, which is all that local endpoints look at.
 */
public final class AwsJson implements AutoCloseable {

    /** The caller that local endpoints see; letters and digits only, since DynamoDB Local accepts nothing else. */
    private static final String ACCESS_KEY = "local";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI endpoint;
    private final String service;
    private final String targetPrefix;
    private final String region;

    private AwsJson(URI endpoint, String service, String targetPrefix, String region) {
        this.endpoint = endpoint;
        this.service = service;
        this.targetPrefix = targetPrefix;
        this.region = region;
    }

    public static AwsJson sqs(URI endpoint, String region) {
        return new AwsJson(endpoint, "sqs", "AmazonSQS", region);
    }

    public static AwsJson dynamoDb(URI endpoint, String region) {
        return new AwsJson(endpoint, "dynamodb", "DynamoDB_20120810", region);
    }

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /**
     * Calls an action and waits for its answer.
     *
     * @param timeout for the whole exchange
     * @throws AwsRefusal if the service answers with an error
     * @throws IOException if it can't be reached, or does not answer in JSON
     */
    public JsonNode call(String action, ObjectNode request, Duration timeout)
            throws AwsRefusal, IOException, InterruptedException {
        HttpResponse<byte[]> response = exchange(post(action, request, timeout));
        if (response.statusCode() == 200) {
            return response.body().length == 0 ? object() : JSON.readTree(response.body());
        }
        throw refusal(action, response);
    }

    /** Gives up every call that is under way. */
    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (ConnectException refused) {
            // The JDK's has no message.
            throw new IOException("connection refused", refused);
        }
    }

    private HttpRequest post(String action, ObjectNode request, Duration timeout) throws IOException {
        return HttpRequest.newBuilder(endpoint)
                .timeout(timeout)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", targetPrefix + "." + action)
                .header("Authorization", authorization())
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(request)))
                .build();
    }

    private String authorization() {
        return "AWS4-HMAC-SHA256 Credential=" + ACCESS_KEY + "/20260101/" + region + "/" + service
                + "/aws4_request, SignedHeaders=host, Signature=0";
    }

    private static AwsRefusal refusal(String action, HttpResponse<byte[]> response) {
        try {
            JsonNode body = JSON.readTree(response.body());
            String type = body.path("__type").asText("");
            String message = body.path("message").asText(body.path("Message").asText(""));
            return new AwsRefusal(action, type.substring(type.indexOf('#') + 1), message);
        } catch (IOException notJson) {
            return new AwsRefusal(action, "HTTP " + response.statusCode(), "");
        }
    }
}
