package herald.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import herald.dialects.Dialects;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** On AWS's own DynamoDB Local, a process of its own, as the module before this one unpacks it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionsTableTest extends ConnectionsContract {

    private static final Path LIBRARY = Path.of("..", "local", "parts", "dynamodb-local", "target", "lib");
    /** Its main there keeps it to the loopback interface, and ends it when the process that started it has ended. */
    private static final Path STARTER = Path.of("..", "local", "target", "classes");

    private static final String TABLE = "Connections";

    private Process process;
    private DynamoDbAsyncClient dynamo;
    private ConnectionsTable table;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        assumeTrue(
                Files.isDirectory(LIBRARY) && Files.isDirectory(STARTER),
                "no DynamoDB Local in " + LIBRARY + ": build from the root");
        int port = freePort();
        process = launched(port);
        dynamo = DynamoDbAsyncClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
        table = new ConnectionsTable(dynamo, TABLE, PAGE_ROWS, () -> NOW);
        awaitAnswer();
        get(dynamo.createTable(create -> create.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(ConnectionsTable.keyAttributes().stream()
                        .map(name -> AttributeDefinition.builder()
                                .attributeName(name)
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .toList())
                .keySchema(key(0, KeyType.HASH), key(1, KeyType.RANGE))));
    }

    @AfterAll
    void end() throws InterruptedException {
        if (process == null) {
            return;
        }
        dynamo.close();
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    Connections connections() {
        return table;
    }

    @Test
    void expiryIsInSeconds() {
        var audience = new Audience("expiry", 0);
        get(table.add(audience, connection("a=", Dialects.PLAIN, Duration.ZERO)));

        var rows = get(dynamo.scan(scan -> scan.tableName(TABLE)
                .filterExpression("audience = :audience")
                .expressionAttributeValues(Map.of(":audience", AttributeValue.fromS("expiry#0")))));
        assertThat(rows.items())
                .containsExactly(Map.of(
                        "audience", AttributeValue.fromS("expiry#0"),
                        "connectionId", AttributeValue.fromS("a="),
                        "dialect", AttributeValue.fromS("plain"),
                        "connectedAt", AttributeValue.fromN(Long.toString(NOW.toEpochMilli())),
                        "expiresAt",
                                AttributeValue.fromN(
                                        Long.toString(NOW.plusSeconds(7_800).getEpochSecond()))));
    }

    @Test
    void rowsThatCannotBeReadAreLeftOut() {
        var audience = new Audience("unreadable", 0);
        var readable = connection("z=", Dialects.PLAIN, Duration.ZERO);
        get(table.add(audience, readable));
        String now = Long.toString(NOW.toEpochMilli());
        put(audience, "a=", Map.of("dialect", AttributeValue.fromS("plain")));
        put(audience, "b=", Map.of("connectedAt", AttributeValue.fromN(now)));
        put(audience, "c=", Map.of("connectedAt", AttributeValue.fromS(now), "dialect", AttributeValue.fromS("plain")));
        put(
                audience,
                "d=",
                Map.of("connectedAt", AttributeValue.fromN("1.5"), "dialect", AttributeValue.fromS("plain")));
        put(
                audience,
                "e=",
                Map.of("connectedAt", AttributeValue.fromN(now), "dialect", AttributeValue.fromS("tomorrow")));

        assertThat(get(table.page(audience, null))).isEqualTo(new Page(List.of(readable), null));
    }

    private void put(Audience audience, String id, Map<String, AttributeValue> rest) {
        Map<String, AttributeValue> row = new HashMap<>(rest);
        row.put("audience", AttributeValue.fromS(audience.key()));
        row.put("connectionId", AttributeValue.fromS(id));
        get(dynamo.putItem(put -> put.tableName(TABLE).item(row)));
    }

    private static KeySchemaElement key(int number, KeyType type) {
        return KeySchemaElement.builder()
                .attributeName(ConnectionsTable.keyAttributes().get(number))
                .keyType(type)
                .build();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process launched(int port) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.library.path=" + LIBRARY,
                        "-cp",
                        STARTER + File.pathSeparator + LIBRARY.resolve("*"),
                        "herald.local.table.DynamoDbMain",
                        "-inMemory",
                        "-sharedDb",
                        "-disableTelemetry",
                        "-port",
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The SDK's own retries are no patience for a JVM that starts on a busy machine. */
    private void awaitAnswer() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(50);
        while (!dynamo.listTables().handle((tables, failure) -> failure == null).join()) {
            assertThat(process.isAlive()).as("DynamoDB Local runs").isTrue();
            assertThat(System.nanoTime()).as("DynamoDB Local answers in time").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
