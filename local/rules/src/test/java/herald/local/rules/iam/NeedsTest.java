package herald.local.rules.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NeedsTest {

    private static final Region REGION = new Region("us-east-1", "000000000000");
    private static final String TABLES = "arn:aws:dynamodb:us-east-1:000000000000:table/";

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<Need> ofTables(String action, String request) {
        return DynamoDbNeeds.of(action, json(request), REGION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PutItem       | {'TableName':'A'} | A",
                "Query         | {'TableName':'A','IndexName':'byDay'} | A/index/byDay",
                "GetItem       | {'TableName':'arn:aws:dynamodb:us-east-1:000000000000:table/A'} | A",
                "DescribeTable | {'TableName':'A'} | A",
                "ListTables    | {} | *",
                "TagResource   | {'ResourceArn':'arn:aws:dynamodb:us-east-1:000000000000:table/A'} | A"
            })
    void aCallNeedsItsActionOnItsTable(String action, String request, String table) {
        assertThat(ofTables(action, request)).containsExactly(new Need("dynamodb:" + action, TABLES + table));
    }

    @Test
    void aBatchNeedsItsActionOnEveryTable() {
        assertThat(ofTables("BatchWriteItem", "{'RequestItems':{'A':[],'B':[]}}"))
                .containsExactly(
                        new Need("dynamodb:BatchWriteItem", TABLES + "A"),
                        new Need("dynamodb:BatchWriteItem", TABLES + "B"));
    }

    @Test
    void aTransactionNeedsWhatItsEntriesAre() {
        assertThat(ofTables(
                        "TransactWriteItems",
                        "{'TransactItems':[{'Put':{'TableName':'A'}},{'Update':{'TableName':'A'}},"
                                + "{'Delete':{'TableName':'B'}},{'ConditionCheck':{'TableName':'B'}}]}"))
                .containsExactly(
                        new Need("dynamodb:PutItem", TABLES + "A"),
                        new Need("dynamodb:UpdateItem", TABLES + "A"),
                        new Need("dynamodb:DeleteItem", TABLES + "B"),
                        new Need("dynamodb:ConditionCheckItem", TABLES + "B"));
        assertThat(ofTables("TransactGetItems", "{'TransactItems':[{'Get':{'TableName':'A'}}]}"))
                .containsExactly(new Need("dynamodb:GetItem", TABLES + "A"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT * FROM \"A\" WHERE id=1       | Select | A",
                "select x from A.byDay                | Select | A/index/byDay",
                "select x from \"A\".\"byDay\"        | Select | A/index/byDay",
                "INSERT INTO A VALUE {}               | Insert | A",
                "UPDATE A SET x=1                     | Update | A",
                "DELETE FROM A WHERE id=1             | Delete | A"
            })
    void aPartiQlStatementNeedsItsKind(String statement, String kind, String table) {
        String request = "{'Statement':'" + statement.replace("\"", "\\\"") + "'}";
        assertThat(ofTables("ExecuteStatement", request))
                .containsExactly(new Need("dynamodb:PartiQL" + kind, TABLES + table));
    }

    @ParameterizedTest
    @CsvSource({
        "SendMessage, sqs:SendMessage",
        "SendMessageBatch, sqs:SendMessage",
        "DeleteMessageBatch, sqs:DeleteMessage",
        "ChangeMessageVisibilityBatch, sqs:ChangeMessageVisibility",
        "GetQueueAttributes, sqs:GetQueueAttributes"
    })
    void aBatchOfMessagesIsWhatItsEntriesAre(String action, String needed) {
        assertThat(SqsNeeds.of(action, json("{'QueueUrl':'http://127.0.0.1:9324/000000000000/jobs.fifo'}"), REGION))
                .containsExactly(new Need(needed, "arn:aws:sqs:us-east-1:000000000000:jobs.fifo"));
    }

    @Test
    void aQueueIsFoundByItsName() {
        assertThat(SqsNeeds.of("GetQueueUrl", json("{'QueueName':'jobs'}"), REGION))
                .containsExactly(new Need("sqs:GetQueueUrl", "arn:aws:sqs:us-east-1:000000000000:jobs"));
    }
}
