package herald.e2e;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The rows of the Connections table, read with AWS's own client. */
final class Rows {

    private Rows() {}

    static List<Map<String, AttributeValue>> of(RunningStack stack) {
        try (DynamoDbClient table = client(stack)) {
            String name =
                    stack.ready().get("outputs").get("ConnectionsTableName").asText();
            return table.scanPaginator(scan -> scan.tableName(name).consistentRead(true)).items().stream()
                    .toList();
        }
    }

    /** That of who connected last. */
    static Map<String, AttributeValue> youngest(RunningStack stack) {
        return of(stack).stream()
                .max(Comparator.comparingLong(
                        row -> Long.parseLong(row.get("connectedAt").n())))
                .orElseThrow();
    }

    static void put(RunningStack stack, Map<String, AttributeValue> row) {
        try (DynamoDbClient table = client(stack)) {
            String name =
                    stack.ready().get("outputs").get("ConnectionsTableName").asText();
            table.putItem(request -> request.tableName(name).item(row));
        }
    }

    private static DynamoDbClient client(RunningStack stack) {
        return DynamoDbClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .endpointOverride(URI.create(stack.ready().get("dynamodbUrl").asText()))
                .build();
    }
}
