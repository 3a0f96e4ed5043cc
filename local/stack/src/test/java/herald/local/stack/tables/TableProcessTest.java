package herald.local.stack.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import herald.local.stack.wire.AwsJson;
import herald.local.stack.wire.Ports;
import herald.local.template.spec.TableSpec;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class TableProcessTest {

    private static final Path LIBRARY = Path.of("../parts/dynamodb-local/target/lib");
    private static final String REGION = "us-east-1";
    private static final Duration ANSWER = Duration.ofSeconds(20);

    @TempDir
    private static Path directory;

    private static TableProcess process;

    @BeforeAll
    static void start() throws Exception {
        process = TableProcess.start(Ports.free(), LIBRARY, directory.resolve("dynamodb.log"));
        process.awaitReady(REGION);
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void tablesHaveTheirKeysIndexesAndTimeToLive() throws Exception {
        Tables.create(process.endpoint(), REGION, List.of(table("Whole", "audience")));
        JsonNode table = describe("Whole");
        assertThat(table.path("KeySchema"))
                .hasToString("[{\"AttributeName\":\"audience\",\"KeyType\":\"HASH\"},"
                        + "{\"AttributeName\":\"connectionId\",\"KeyType\":\"RANGE\"}]");
        assertThat(table.at("/BillingModeSummary/BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
        assertThat(table.at("/GlobalSecondaryIndexes/0/IndexName").asText()).isEqualTo("ByUser");
        assertThat(table.at("/GlobalSecondaryIndexes/0/Projection"))
                .hasToString("{\"ProjectionType\":\"INCLUDE\",\"NonKeyAttributes\":[\"dialect\"]}");
        assertThat(call("DescribeTimeToLive", "Whole")
                        .at("/TimeToLiveDescription/AttributeName")
                        .asText())
                .isEqualTo("expiresAt");
    }

    @Test
    void aTableThatIsThereIsKeptWithWhatItHolds() throws Exception {
        Tables.create(process.endpoint(), REGION, List.of(table("Kept", "audience")));
        try (AwsJson wire = AwsJson.dynamoDb(process.endpoint(), REGION)) {
            var put = AwsJson.object().put("TableName", "Kept");
            var item = put.putObject("Item");
            item.putObject("audience").put("S", "lobby#0");
            item.putObject("connectionId").put("S", "abc=");
            wire.call("PutItem", put, ANSWER);
        }
        Tables.create(process.endpoint(), REGION, List.of(table("Kept", "audience")));
        assertThat(call("Scan", "Kept").path("Count").asInt()).isEqualTo(1);
    }

    @Test
    void aTableWithOtherKeysIsRefused() throws Exception {
        Tables.create(process.endpoint(), REGION, List.of(table("Other", "audience")));
        assertThatThrownBy(() -> Tables.create(process.endpoint(), REGION, List.of(table("Other", "room"))))
                .isInstanceOf(TableFailure.class)
                .hasMessageContaining("Other")
                .hasMessageContaining("other keys");
    }

    @Test
    void anEndpointThatDoesNotAnswerIsNamed() {
        URI nobody = URI.create("http://127.0.0.1:" + Ports.free());
        assertThatThrownBy(() -> Tables.requireAnswer(nobody, REGION))
                .isInstanceOf(TableFailure.class)
                .hasMessage("no DynamoDB answers at " + nobody + ": connection refused");
    }

    @Test
    void missingJarsAreNamed() {
        assertThatThrownBy(() -> TableProcess.start(Ports.free(), directory, directory.resolve("log")))
                .isInstanceOf(TableFailure.class)
                .hasMessageContaining("DynamoDB Local is not in " + directory);
    }

    private static JsonNode describe(String table) throws Exception {
        return call("DescribeTable", table).path("Table");
    }

    private static JsonNode call(String action, String table) throws Exception {
        try (AwsJson wire = AwsJson.dynamoDb(process.endpoint(), REGION)) {
            return wire.call(action, AwsJson.object().put("TableName", table), ANSWER);
        }
    }

    private static TableSpec table(String name, String hash) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(hash, "S");
        attributes.put("connectionId", "S");
        attributes.put("user", "S");
        return new TableSpec(
                name,
                name,
                "arn:aws:dynamodb:us-east-1:000000000000:table/" + name,
                attributes,
                List.of(new TableSpec.Key(hash, "HASH"), new TableSpec.Key("connectionId", "RANGE")),
                List.of(new TableSpec.Index(
                        "ByUser", List.of(new TableSpec.Key("user", "HASH")), "INCLUDE", List.of("dialect"))),
                Optional.of("expiresAt"));
    }
}
