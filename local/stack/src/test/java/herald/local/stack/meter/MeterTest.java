package herald.local.stack.meter;

import static org.assertj.core.api.Assertions.assertThat;

import herald.local.rules.cloudwatch.Measurement;
import herald.local.rules.cloudwatch.MetricId;
import herald.local.rules.prices.Item;
import herald.local.stack.meter.UsageEvent.Connected;
import herald.local.stack.meter.UsageEvent.Disconnected;
import herald.local.stack.meter.UsageEvent.Invoked;
import herald.local.stack.meter.UsageEvent.LineLogged;
import herald.local.stack.meter.UsageEvent.Measured;
import herald.local.stack.meter.UsageEvent.MessageReceived;
import herald.local.stack.meter.UsageEvent.MessageSent;
import herald.local.stack.meter.UsageEvent.PollingBegun;
import herald.local.stack.meter.UsageEvent.PollingEnded;
import herald.local.stack.meter.UsageEvent.QueueCalled;
import herald.local.stack.meter.UsageEvent.ScheduleFired;
import herald.local.stack.meter.UsageEvent.TableCalled;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MeterTest {

    private final AtomicLong now = new AtomicLong(-5);
    private final Meter meter = new Meter(
            new CostBasis(Set.of("Arm"), Set.of("Fifo"), Map.of("Alarm", 1, "Sum", 2), List.of("Dashboard")), now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void messagesCountBothWaysAndBytesOneWay() {
        meter.accept(new Connected("c", "Api", "prod"));
        meter.accept(new MessageReceived("Api", "prod", 10));
        meter.accept(new MessageSent("Api", "prod", 32 * 1024 + 1));

        assertThat(meter.counts().of(Item.WEBSOCKET_MESSAGES)).isEqualTo(3);
        assertThat(meter.counts().of(Item.DATA_OUT)).isEqualTo(32 * 1024 + 1);
    }

    @Test
    void openConnectionCountsItsBegunMinutes() {
        meter.accept(new Connected("c", "Api", "prod"));
        assertThat(meter.counts().of(Item.CONNECTION_MINUTES)).isEqualTo(1);
        pass(Duration.ofSeconds(61));
        assertThat(meter.counts().of(Item.CONNECTION_MINUTES)).isEqualTo(2);

        meter.accept(new Disconnected("c"));
        meter.accept(new Disconnected("c"));
        pass(Duration.ofHours(1));

        assertThat(meter.counts().parts(Item.CONNECTION_MINUTES)).isEqualTo(Map.of("Api", 2L));
    }

    @Test
    void invocationCountsByArchitecture() {
        meter.accept(new Invoked("Arm", 512, Duration.ofNanos(1_000_001)));
        meter.accept(new Invoked("Other", 1769, Duration.ofMillis(3)));

        assertThat(meter.counts().of(Item.LAMBDA_REQUESTS)).isEqualTo(2);
        assertThat(meter.counts().of(Item.LAMBDA_ARM64)).isEqualTo(2 * 512);
        assertThat(meter.counts().of(Item.LAMBDA_X86_64)).isEqualTo(3 * 1769);
    }

    @Test
    void callsOfQueuesCountByKind() {
        meter.accept(new QueueCalled("Fifo", 0));
        meter.accept(new QueueCalled("Standard", 64 * 1024 + 1));

        assertThat(meter.counts().parts(Item.SQS_FIFO)).isEqualTo(Map.of("Fifo", 1L));
        assertThat(meter.counts().parts(Item.SQS_STANDARD)).isEqualTo(Map.of("Standard", 2L));
    }

    @Test
    void idleQueueIsPolledFifteenTimesAMinuteUntilItIsNot() {
        meter.accept(new PollingBegun("FunctionStandard", "Standard"));
        pass(Duration.ofMinutes(2));
        assertThat(meter.counts().of(Item.SQS_STANDARD)).isEqualTo(30);

        meter.accept(new PollingEnded("FunctionStandard"));
        meter.accept(new PollingEnded("FunctionStandard"));
        pass(Duration.ofMinutes(2));

        assertThat(meter.counts().of(Item.SQS_STANDARD)).isEqualTo(30);
    }

    @Test
    void capacityCountsInHalves() {
        meter.accept(new TableCalled("Table", 0.5, 0));
        meter.accept(new TableCalled("Table", 0, 2));

        assertThat(meter.counts().of(Item.DYNAMODB_READS)).isEqualTo(1);
        assertThat(meter.counts().of(Item.DYNAMODB_WRITES)).isEqualTo(4);
    }

    @Test
    void standingThingsCountByTime() {
        pass(Duration.ofMinutes(1));

        assertThat(meter.counts().of(Item.ALARMS)).isEqualTo(3 * 60_000);
        assertThat(meter.counts().of(Item.DASHBOARDS)).isEqualTo(60_000);
    }

    @Test
    void metricCountsFromWhenItIsFirstTold() {
        pass(Duration.ofMinutes(1));
        var delivered = new Measurement(MetricId.of("N", "delivered", Map.of()), "Count", List.of(1.0));
        meter.accept(new Measured(delivered));
        pass(Duration.ofMinutes(1));
        meter.accept(new Measured(delivered));

        assertThat(meter.counts().parts(Item.METRICS)).isEqualTo(Map.of("N delivered {}", 60_000L));
    }

    @Test
    void logsAndSchedulesCount() {
        meter.accept(new LineLogged("Arm", 100));
        meter.accept(new ScheduleFired("EachMinute"));

        assertThat(meter.counts().of(Item.LOGS)).isEqualTo(126);
        assertThat(meter.counts().of(Item.SCHEDULED_EVENTS)).isEqualTo(1);
    }

    @Test
    void recentIsWhatCameInTheLastMinute() {
        RecentCounts recent = new RecentCounts();
        for (int second = 10; second <= 200; second += 10) {
            meter.accept(new ScheduleFired("Each"));
            pass(Duration.ofSeconds(10));
            recent.note(meter.counts(), meter.elapsed());
        }
        RecentCounts.Stretch stretch = recent.upTo(meter.counts(), meter.elapsed());

        assertThat(stretch.whilst()).isEqualTo(Duration.ofMinutes(1));
        assertThat(stretch.counts().of(Item.SCHEDULED_EVENTS)).isEqualTo(6);
    }

    @Test
    void recentIsAllBeforeAMinuteHasPassed() {
        RecentCounts recent = new RecentCounts();
        meter.accept(new ScheduleFired("Each"));
        pass(Duration.ofSeconds(5));
        recent.note(meter.counts(), meter.elapsed());
        pass(Duration.ofSeconds(5));

        RecentCounts.Stretch stretch = recent.upTo(meter.counts(), meter.elapsed());

        assertThat(stretch.whilst()).isEqualTo(Duration.ofSeconds(10));
        assertThat(stretch.counts().of(Item.SCHEDULED_EVENTS)).isEqualTo(1);
    }
}
