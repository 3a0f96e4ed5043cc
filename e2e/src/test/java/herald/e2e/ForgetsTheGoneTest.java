package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** With a gateway that never tells of a client that vanished, as AWS's best effort allows. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ForgetsTheGoneTest {

    private static final Duration LONGER_THAN_A_YOUNG_ROW = Duration.ofMinutes(2);

    private static RunningStack stack;

    @BeforeAll
    static void start() {
        stack = RunningStack.start("--no-disconnects");
    }

    @AfterAll
    static void end() {
        stack.close();
    }

    /** First, since it leaves nothing behind; the other leaves rows of clients that are no more. */
    @Test
    @Order(1)
    void aYoungRowIsNotForgottenBeforeItsConnectCanHaveFailed() {
        Client client = Client.connect(stack.webSocketUrl());
        client.vanish();
        await().atMost(Client.PATIENCE)
                .until(() -> stack.console().get("connections").get("count").asInt() == 0);
        stack.publish("1");
        await().atMost(Client.PATIENCE)
                .untilAsserted(() -> assertThat(Ledger.total(stack, "owed")).isPositive());
        assertThat(Rows.of(stack)).hasSize(1);

        await().atMost(LONGER_THAN_A_YOUNG_ROW)
                .untilAsserted(() -> assertThat(Rows.of(stack)).isEmpty());
    }

    @Test
    void tenOfManyThatVanishedArePrunedByAPostAndAYoungOneIsKept() {
        List<Client> staying = Client.connect(300, stack.webSocketUrl());
        List<Client> vanishing = Client.connect(10, stack.webSocketUrl());
        assertThat(Rows.of(stack)).hasSize(310);
        makeOlder(stack, Duration.ofMinutes(1));
        Client young = Client.connect(stack.webSocketUrl());
        vanishing.forEach(Client::vanish);
        young.vanish();
        await().atMost(Client.PATIENCE)
                .until(() -> stack.console().get("connections").get("count").asInt() == 300);
        Rows.put(stack, younger(Rows.youngest(stack)));

        stack.publish("\"the next post\"");

        staying.forEach(client -> client.awaitEvent("item_added"));
        await().atMost(Client.PATIENCE)
                .untilAsserted(() -> assertThat(Rows.of(stack)).hasSize(301));
        assertThat(Ledger.total(stack, "failedRecords")).isZero();
        assertThat(stack.depth("DeadLetterQueue")).isZero();
        staying.forEach(Client::close);
    }

    /** As if it had connected in ten minutes, so that no slow machine makes it old within this test. */
    private static Map<String, AttributeValue> younger(Map<String, AttributeValue> row) {
        return aged(row, Duration.ofMinutes(-10));
    }

    /** As if the clients had connected that much earlier. */
    private static void makeOlder(RunningStack stack, Duration by) {
        for (Map<String, AttributeValue> row : Rows.of(stack)) {
            Rows.put(stack, aged(row, by));
        }
    }

    private static Map<String, AttributeValue> aged(Map<String, AttributeValue> row, Duration by) {
        Map<String, AttributeValue> aged = new HashMap<>(row);
        long connectedAt = Long.parseLong(row.get("connectedAt").n()) - by.toMillis();
        aged.put("connectedAt", AttributeValue.fromN(Long.toString(connectedAt)));
        return aged;
    }
}
