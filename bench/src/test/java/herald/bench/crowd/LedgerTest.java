package herald.bench.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerTest {

    private final Ledger ledger = new Ledger(10, 2, 3);

    @Test
    void isCompleteWhenEveryMemberHasEveryMessage() {
        for (int member = 0; member < 3; member++) {
            ledger.received(member, new Mark(10, 1000), 1500);
            assertThat(ledger.complete()).isNotDone();
            ledger.received(member, new Mark(11, 1200), 2000 + member);
        }

        assertThat(ledger.complete()).isDone();
        assertThat(ledger.report(0))
                .isEqualTo(new CrowdReport(6, 0, 0, 0, 1002, new CrowdReport.Latency(500, 802, 802)));
    }

    @Test
    void whatDidNotComeIsLost() {
        ledger.received(0, new Mark(10, 1000), 1500);
        assertThat(ledger.report(1).lost()).isEqualTo(5);
        assertThat(ledger.report(1).closed()).isEqualTo(1);
    }

    @Test
    void secondTimeIsADuplicateAndNoDelivery() {
        ledger.received(0, new Mark(10, 1000), 1500);
        ledger.received(0, new Mark(10, 1000), 9500);

        assertThat(ledger.report(0).deliveries()).isEqualTo(1);
        assertThat(ledger.report(0).duplicates()).isEqualTo(1);
        assertThat(ledger.report(0).tookMicros()).isEqualTo(500);
    }

    @Test
    void messageOfAnotherRoundIsNotCounted() {
        ledger.received(0, new Mark(9, 1000), 1500);
        ledger.received(0, new Mark(12, 1000), 1500);
        assertThat(ledger.report(0).deliveries()).isZero();
    }

    @Test
    void reportIsReadAsItWasWritten() {
        var report = new CrowdReport(1, 2, 3, 4, 5_000_000, new CrowdReport.Latency(6, 7, 8));
        assertThat(CrowdReport.parse(report.line())).isEqualTo(report);
        assertThat(report.deliveriesPerSecond()).isEqualTo(0.2);
    }
}
