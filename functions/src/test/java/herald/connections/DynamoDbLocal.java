package herald.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** AWS's own DynamoDB Local, a process of its own, as the module before this one unpacks it. */
final class DynamoDbLocal {

    private static final Path LIBRARY = Path.of("..", "local", "parts", "dynamodb-local", "target", "lib");
    /**
     * The stand-in's main of that process keeps it to the loopback interface, and ends it when the process that started it
     * has ended. It is run from its source, since modules that don't depend on each other are built side by side.
     */
    private static final Path STARTER = Path.of(
            "..", "local", "stack", "src", "main", "java", "herald", "local", "stack", "tables", "DynamoDbMain.java");

    private final Process process;
    private final DynamoDbAsyncClient dynamo;

    private DynamoDbLocal(Process process, int port) {
        this.process = process;
        this.dynamo = DynamoDbAsyncClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    /** Skips the test where there is none: in a build of this module alone. */
    static DynamoDbLocal start() throws IOException, InterruptedException {
        assumeTrue(
                Files.isDirectory(LIBRARY) && Files.exists(STARTER),
                "no DynamoDB Local in " + LIBRARY + ": build from the root");
        int port = freePort();
        var local = new DynamoDbLocal(launched(port), port);
        try {
            local.awaitAnswer();
        } catch (AssertionError | InterruptedException failed) {
            local.close();
            throw failed;
        }
        return local;
    }

    DynamoDbAsyncClient dynamo() {
        return dynamo;
    }

    /** A table with two text attributes as its key. */
    void createTable(String name, List<String> keyAttributes) {
        ConnectionsContract.get(dynamo.createTable(create -> create.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(keyAttributes.stream()
                        .map(attribute -> AttributeDefinition.builder()
                                .attributeName(attribute)
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .toList())
                .keySchema(key(keyAttributes.get(0), KeyType.HASH), key(keyAttributes.get(1), KeyType.RANGE))));
    }

    void close() throws InterruptedException {
        dynamo.close();
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private static KeySchemaElement key(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
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
                        LIBRARY.resolve("*").toString(),
                        STARTER.toString(),
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
