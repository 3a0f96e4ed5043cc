package herald.connections;

import static herald.Samples.publication;
import static herald.connections.ConnectionsContract.NOW;
import static herald.connections.ConnectionsContract.get;
import static org.assertj.core.api.Assertions.assertThat;

import herald.publications.ChannelName;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** On AWS's own DynamoDB Local. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProgressTableTest extends ProgressContract {

    private static final String TABLE = "Progress";

    private DynamoDbLocal local;
    private ProgressTable table;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        local = DynamoDbLocal.start();
        local.createTable(TABLE, List.of(ProgressTable.PUBLICATION, ProgressTable.AUDIENCE));
        table = new ProgressTable(local.dynamo(), TABLE, () -> NOW);
    }

    @AfterAll
    void end() throws InterruptedException {
        if (local != null) {
            local.close();
        }
    }

    @Override
    Progress progress() {
        return table;
    }

    @Test
    void expiryIsInSeconds() {
        get(table.save(new Audience(new ChannelName("expiry"), 0), List.of(publication(1)), Checkpoint.START));

        assertThat(get(local.dynamo().scan(scan -> scan.tableName(TABLE))).items())
                .extracting(item -> item.get("expiresAt"))
                .contains(AttributeValue.fromN(
                        Long.toString(NOW.plus(ProgressTable.KEPT).getEpochSecond())));
    }
}
