package herald.bench.posts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class WrkOutputTest {

    private static final String HEALTHY = """
            Running 3s test @ http://127.0.0.1:35611
              1 threads and 100 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency     1.16ms    5.12ms  85.95ms   98.36%
                Req/Sec   104.48k    17.48k  113.81k    93.33%
              311781 requests in 3.00s, 55.60MB read
            Requests/sec: 103778.32
            Transfer/sec:     18.51MB
            cpu 0.304 2.558
            """;

    @Test
    void requestsTimeAndProcessorTimeAreRead() {
        assertThat(WrkOutput.of(HEALTHY)).isEqualTo(new WrkOutput(311_781, 3.0, 0.304 + 2.558, 0));
    }

    @Test
    void minutesAreSeconds() {
        assertThat(WrkOutput.of(HEALTHY.replace("in 3.00s", "in 1.50m")).seconds())
                .isEqualTo(90);
    }

    @Test
    void refusalsAndBrokenSocketsAreFailures() {
        String text = HEALTHY.replace(
                "Requests/sec",
                "  Socket errors: connect 1, read 2, write 3, timeout 4\n  Non-2xx or 3xx responses: 90\nR");
        assertThat(WrkOutput.of(text).failed()).isEqualTo(100);
    }

    @Test
    void anythingElseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WrkOutput.of("unable to connect to 127.0.0.1:1 Connection refused"));
    }
}
