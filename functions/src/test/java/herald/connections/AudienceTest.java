package herald.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import herald.publications.ChannelName;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AudienceTest {

    @Test
    void keyIsReadBack() {
        var audience = new Audience(new ChannelName("orders/42"), 17);

        assertThat(audience.key()).isEqualTo("orders/42#17");
        assertThat(Audience.parse(audience.key())).isEqualTo(audience);
    }

    @Test
    void oneShardTakesEverybody() {
        assertThat(Audience.of(ChannelName.LOBBY, new ConnectionId("L0SM9cOFvHcCIhw="), 1))
                .isEqualTo(new Audience(ChannelName.LOBBY, 0));
    }

    /** Rows that were written yesterday must be found by what is deployed today. */
    @Test
    void shardOfAnIdNeverChanges() {
        assertThat(Audience.of(ChannelName.LOBBY, new ConnectionId("L0SM9cOFvHcCIhw="), 256)
                        .shard())
                .isEqualTo(53);
    }

    @Test
    void similarIdsSpreadEvenly() {
        Map<Integer, Long> sizes = IntStream.range(0, 16_000)
                .mapToObj(i -> Audience.of(ChannelName.LOBBY, new ConnectionId("L0SM" + i + "FvHcCIhw="), 16)
                        .shard())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(sizes).hasSize(16);
        assertThat(sizes.values()).allMatch(size -> size > 800 && size < 1_200);
    }

    @Test
    void keyWithoutAShardIsNone() {
        assertThatThrownBy(() -> Audience.parse("lobby")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Audience.parse("lobby#-1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Audience.parse("lobby#x")).isInstanceOf(IllegalArgumentException.class);
    }
}
