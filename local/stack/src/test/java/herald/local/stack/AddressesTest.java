package herald.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AddressesTest {

    @Test
    void anyFreePortIsNeverOneOfTheOthers() throws Exception {
        Addresses addresses = Addresses.chosen(endpoints(0, 0, 0, null), giving(1, 1, 2, 1, 2, 3, 3, 4));
        assertThat(List.of(addresses.gateway(), addresses.sqs(), addresses.elasticMq(), addresses.dynamoDbPort()))
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void portsThatWereAskedForMustDiffer() {
        assertThatThrownBy(() -> Addresses.chosen(endpoints(5, 0, 5, null), giving()))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("must differ");
        assertThatThrownBy(() -> Addresses.chosen(endpoints(5, 5, 0, "http://127.0.0.1:1"), giving()))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("must differ");
    }

    private static IntSupplier giving(Integer... ports) {
        Iterator<Integer> next = List.of(ports).iterator();
        return next::next;
    }

    private static Options.Endpoints endpoints(int port, int sqs, int dynamoDb, @Nullable String endpoint) {
        return new Options.Endpoints(
                port, sqs, dynamoDb, Optional.ofNullable(endpoint).map(URI::create), false);
    }
}
