package herald.local.rules.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The permissions that a call of SQS needs. A batch is what its entries are: there are no permissions of its own
 * (Service Authorization Reference, "Actions, resources, and condition keys for Amazon SQS"). Pure.
 */
public final class SqsNeeds {

    private static final List<String> ARNS = List.of("SourceArn", "TaskHandle");
    private static final String BATCH = "Batch";

    private SqsNeeds() {}

    public static List<Need> of(String action, JsonNode request, Region region) {
        String single = action.endsWith(BATCH) ? action.substring(0, action.length() - BATCH.length()) : action;
        return List.of(new Need("sqs:" + single, resource(request, region)));
    }

    private static String resource(JsonNode request, Region region) {
        for (String name : ARNS) {
            if (request.path(name).asText("").startsWith("arn:")) {
                return request.path(name).asText();
            }
        }
        String url = request.path("QueueUrl").asText(request.path("QueueName").asText(""));
        return region.arn("sqs", url.substring(url.lastIndexOf('/') + 1));
    }
}
