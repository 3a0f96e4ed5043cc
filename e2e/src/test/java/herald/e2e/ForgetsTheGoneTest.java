package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** With a gateway that never tells of a client that vanished, as AWS's best effort allows. */
@Execution(ExecutionMode.CONCURRENT)
final class ForgetsTheGoneTest {

    private static final Duration LONGER_THAN_A_YOUNG_ROW = Duration.ofMinutes(2);

    @Test
    void clientsThatVanishWithoutACloseArePrunedByPosts() {
        try (RunningStack stack = RunningStack.start("--no-disconnects")) {
            List<Client> staying = Client.connect(3, stack.webSocketUrl());
            List<Client> vanishing = Client.connect(10, stack.webSocketUrl());
            assertThat(Rows.of(stack)).hasSize(13);
            makeOlder(stack, Duration.ofMinutes(1));
            vanishing.forEach(Client::vanish);
            await().atMost(Client.PATIENCE)
                    .until(() -> stack.console().get("connections").get("count").asInt() == 3);

            stack.publish("\"the next post\"");

            staying.forEach(client -> client.awaitEvent("item_added"));
            await().atMost(Client.PATIENCE)
                    .untilAsserted(() -> assertThat(Rows.of(stack)).hasSize(3));
            staying.forEach(Client::close);
        }
    }

    @Test
    void aYoungRowIsNotForgottenBeforeItsConnectCanHaveFailed() {
        try (RunningStack stack = RunningStack.start("--no-disconnects")) {
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
    }

    /** As if the clients had connected that much earlier. */
    private static void makeOlder(RunningStack stack, Duration by) {
        for (Map<String, AttributeValue> row : Rows.of(stack)) {
            Map<String, AttributeValue> older =
                    row.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            long connectedAt = Long.parseLong(row.get("connectedAt").n()) - by.toMillis();
            older.put("connectedAt", AttributeValue.fromN(Long.toString(connectedAt)));
            Rows.put(stack, older);
        }
    }
}
