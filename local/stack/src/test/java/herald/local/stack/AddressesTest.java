package herald.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import herald.local.rules.prices.Prices;
import herald.local.stack.gateway.Quotas;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AddressesTest {

    @Test
    void anyFreePortIsNeverOneOfTheOthers() throws Exception {
        Addresses addresses = Addresses.chosen(options(0, 0, 0, null), giving(1, 1, 2, 1, 2, 3, 3, 4));
        assertThat(List.of(addresses.gateway(), addresses.sqs(), addresses.elasticMq(), addresses.dynamoDbPort()))
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void portsThatWereAskedForMustDiffer() {
        assertThatThrownBy(() -> Addresses.chosen(options(5, 0, 5, null), giving()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("must differ");
        assertThatThrownBy(() -> Addresses.chosen(options(5, 5, 0, "http://127.0.0.1:1"), giving()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("must differ");
    }

    private static IntSupplier giving(Integer... ports) {
        Iterator<Integer> next = List.of(ports).iterator();
        return next::next;
    }

    private static Options options(int port, int sqs, int dynamoDb, @Nullable String endpoint) {
        Options.Weathering weathering = new Options.Weathering(
                Duration.ofMinutes(10),
                Duration.ofHours(2),
                Quotas.ofAws(),
                OptionalInt.empty(),
                Duration.ofMinutes(1),
                true);
        return new Options(
                Path.of("template.yaml"),
                port,
                sqs,
                dynamoDb,
                Optional.ofNullable(endpoint).map(URI::create),
                Map.of(),
                Optional.empty(),
                false,
                false,
                1,
                1,
                weathering,
                Options.Faulting.none(),
                new Options.Billing(Prices.own(), true, Optional.empty()),
                Optional.empty(),
                false,
                false);
    }
}
