package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A few clients fare badly; the others get all, and those few are owed it until they have it. */
final class HarmsNobodyElseTest {

    private static RunningStack stack;

    @BeforeAll
    static void start() {
        stack = RunningStack.start();
    }

    @AfterAll
    static void end() {
        stack.close();
    }

    @Test
    void aFewThatAreThrottledDelayNobodyElseAndGetAllLater() {
        try (Ledger ledger = Ledger.of(stack)) {
            List<Account> few = ledger.connect(5);
            Set<String> ids = Rows.of(stack).stream()
                    .map(row -> row.get("connectionId").s())
                    .collect(Collectors.toSet());
            List<Account> others = ledger.connect(200);
            var misfortune = new Misfortune(stack);
            misfortune.throttle(ids);

            ledger.publish(20);

            awaitAll(others);
            assertThat(few).allMatch(account -> account.lacks() == 20);
            misfortune.end();
            ledger.awaitAll(Ordeal.SETTLING);
            assertThat(ledger.closed()).isZero();
            assertThat(stack.depth("DeadLetterQueue")).isZero();
        }
    }

    /** Twenty megabytes for each client are more than the kernel and the gateway hold back for one that does not read. */
    @Test
    void oneThatNeverReadsKeepsNobodyWaitingAndGetsAllWhenItReads() {
        try (Ledger ledger = Ledger.ofLarge(stack, 20_000);
                Sluggard sluggard = Sluggard.connect(stack.webSocketUrl(), ledger)) {
            List<Account> others = ledger.connect(20);
            long owed = Ledger.total(stack, "owed");

            while (Ledger.total(stack, "owed") == owed) {
                ledger.publish(50);
                awaitAll(others);
            }

            assertThat(sluggard.account().lacks()).isPositive();
            sluggard.wakeUp();
            ledger.awaitAll(Ordeal.SETTLING);
            assertThat(sluggard.account().isClosed()).isFalse();
            assertThat(stack.depth("DeadLetterQueue")).isZero();
        }
    }

    /** A debt as it stands on the delivery queue when it was tried seven times, which takes minutes. */
    @Test
    void oneThatTakesNoPostIsClosedAfterItsLastTry() {
        try (Client client = Client.connect(stack.webSocketUrl())) {
            Map<String, AttributeValue> row = Rows.youngest(stack);
            String id = row.get("connectionId").s();
            var misfortune = new Misfortune(stack);
            misfortune.refuse(Set.of(id));

            stack.sqs()
                    .sendMessage(send -> send.queueUrl(stack.queue("DeliveryQueue"))
                            .messageBody("{\"audience\":\"lobby#0\",\"kind\":\"owed\",\"tries\":7,\"notBefore\":0,"
                                    + "\"connections\":[{\"id\":\"" + id + "\",\"dialect\":\"plain\",\"connectedAt\":"
                                    + row.get("connectedAt").n() + "}],\"publications\":[{\"event\":\"item_added\","
                                    + "\"id\":\"p-1\",\"data\":1}]}"));

            client.awaitClose();
            misfortune.end();
            await().atMost(Client.PATIENCE).until(() -> Ledger.total(stack, "closed") > 0);
            assertThat(stack.depth("DeadLetterQueue")).isZero();
        }
    }

    private static void awaitAll(List<Account> accounts) {
        await().atMost(Client.PATIENCE)
                .untilAsserted(() -> assertThat(accounts).allMatch(account -> account.lacks() == 0));
    }
}
