package herald.connections;

import static herald.Samples.publication;
import static herald.connections.ConnectionsContract.NOW;
import static herald.connections.ConnectionsContract.get;
import static org.assertj.core.api.Assertions.assertThat;

import herald.publications.ChannelName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** On AWS's own DynamoDB Local. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
final class SweepCoverageRowTest {

    private static final String TABLE = "Progress";
    private static final SweepCoverage FIRST = new SweepCoverage(NOW, NOW, Duration.ofMinutes(4));
    private static final SweepCoverage SECOND = new SweepCoverage(NOW, NOW.plusMillis(1), Duration.ofMinutes(4));

    private DynamoDbLocal local;
    private SweepCoverageRow row;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        local = DynamoDbLocal.start();
        row = new SweepCoverageRow(local.dynamo(), TABLE, () -> NOW);
    }

    @AfterAll
    void end() throws InterruptedException {
        if (local != null) {
            local.close();
        }
    }

    @BeforeEach
    void takeAnEmptyTable() {
        if (get(local.dynamo().listTables()).tableNames().contains(TABLE)) {
            get(local.dynamo().deleteTable(delete -> delete.tableName(TABLE)));
        }
        local.createTable(TABLE, List.of(ProgressTable.PUBLICATION, ProgressTable.AUDIENCE));
    }

    @Test
    void whatIsWrittenIsFound() {
        assertThat(get(row.find())).isEmpty();
        assertThat(get(row.replace(Optional.empty(), FIRST))).isTrue();
        assertThat(get(row.find())).contains(FIRST);
        assertThat(get(row.replace(Optional.of(FIRST), SECOND))).isTrue();
        assertThat(get(row.find())).contains(SECOND);
    }

    @Test
    void whoHasSeenSomethingElseReplacesNothing() {
        get(row.replace(Optional.empty(), SECOND));

        assertThat(get(row.replace(Optional.empty(), FIRST))).isFalse();
        assertThat(get(row.replace(Optional.of(FIRST), FIRST))).isFalse();
        var sinceLater = new SweepCoverage(NOW.plusMillis(1), SECOND.until(), SECOND.interval());
        assertThat(get(row.replace(Optional.of(sinceLater), FIRST))).isFalse();
        assertThat(get(row.find())).contains(SECOND);
    }

    @Test
    void ofManyAtOnceOneReplacesIt() {
        get(row.replace(Optional.empty(), FIRST));
        var replaced = IntStream.range(0, 20)
                .mapToObj(i -> row.replace(Optional.of(FIRST), SECOND))
                .toList();

        assertThat(replaced.stream().filter(ConnectionsContract::get)).hasSize(1);
    }

    @Test
    void itStandsBesideProgressAndExpiresAsThatDoes() {
        var progress = new ProgressTable(local.dynamo(), TABLE, () -> NOW);
        var audience = new Audience(ChannelName.LOBBY, 0);
        get(progress.save(audience, List.of(publication(1)), new Checkpoint.Finished()));
        get(row.replace(Optional.empty(), FIRST));

        assertThat(get(progress.find(audience, List.of(publication(1))))).hasSize(1);
        Stream<Map<String, AttributeValue>> items =
                get(local.dynamo().scan(scan -> scan.tableName(TABLE))).items().stream();
        assertThat(items.map(item -> item.get("expiresAt")))
                .hasSize(2)
                .containsOnly(AttributeValue.fromN(
                        Long.toString(NOW.plus(ProgressTable.KEPT).getEpochSecond())));
    }
}
