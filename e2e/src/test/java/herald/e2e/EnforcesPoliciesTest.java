package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * template.yaml without some of its permissions: the functions meet AWS's errors in the real SDK, and the stack says which
 * statement is missing.
 */
final class EnforcesPoliciesTest {

    private static RunningStack stack;

    @BeforeAll
    static void doWhatIsDenied() {
        stack = RunningStack.start("--template", ChangedTemplate.of(EnforcesPoliciesTest::withLess))
                .expectingDenials();
        Client client = Client.connect(stack.webSocketUrl());
        client.send("{\"event\":\"item_removed\",\"data\":1}");
        stack.publish("\"who hears this?\"");
        awaitDenial("ConnectionsFunction", "sqs:SendMessage");
        awaitDenial("BroadcastFunction", "execute-api:ManageConnections");
        client.close();
        awaitDenial("ConnectionsFunction", "dynamodb:DeleteItem");
    }

    private static String withLess(String template) {
        String less = template.replace("dynamodb:UpdateItem, dynamodb:DeleteItem]\n", "dynamodb:UpdateItem]\n")
                .replaceFirst("(Sid: Publish\\s+Effect: Allow\\s+Action: )sqs:SendMessage", "$1sqs:GetQueueUrl")
                .replaceFirst("(Sid: PostAndClose\\s+Effect: )Allow", "$1Deny");
        assertThat(less).contains("Effect: Deny").contains("sqs:GetQueueUrl");
        return less;
    }

    private static void awaitDenial(String function, String action) {
        await().atMost(Client.PATIENCE)
                .until(() -> StackLog.denials(stack.log()).stream()
                        .anyMatch(line -> line.startsWith("iam: " + function + ": denied " + action + " on ")));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ConnectionsFunction | sqs:SendMessage     | {Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt PublishQueue.Arn}",
                "ConnectionsFunction | dynamodb:DeleteItem | {Effect: Allow, Action: dynamodb:DeleteItem, Resource: !GetAtt Connections.Arn}"
            })
    void theStatementThatIsMissingIsNamedReadyToPaste(String function, String action, String statement) {
        assertThat(StackLog.denials(stack.log()))
                .filteredOn(line -> line.contains(action))
                .singleElement()
                .asString()
                .startsWith("iam: " + function + ": denied " + action + " on arn:aws:")
                .endsWith("; ConnectionsRole has no statement that allows it: " + statement);
    }

    @Test
    void theStatementThatDeniesIsNamedWithItsLine() {
        assertThat(StackLog.denials(stack.log()))
                .filteredOn(line -> line.contains("BroadcastFunction"))
                .first()
                .asString()
                .containsPattern("; BroadcastRole has a statement that denies it: broadcast/PostAndClose"
                        + " \\(template-.*\\.yaml:[0-9]+\\)");
    }

    @Test
    void theConsoleShowsIt() {
        assertThat(stack.console().get("problems").toString())
                .contains("ConnectionsRole has no statement that allows it")
                .contains("BroadcastRole has a statement that denies it");
    }

    @Test
    void functionsMeetAwssOwnSentences() {
        List<String> log = stack.log();
        assertThat(log)
                .anyMatch(line -> line.startsWith("ConnectionsFunction ")
                        && line.contains("is not authorized to perform: sqs:sendmessage on resource: arn:aws:sqs:"));
        assertThat(log)
                .anyMatch(line -> line.startsWith("ConnectionsFunction ")
                        && line.contains("is not authorized to perform: dynamodb:DeleteItem on resource: arn:aws:"));
    }
}
