package herald.local.rules.prices;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BillTest {

    private static final Prices PRICES = BundledPrices.read();

    private static Bill of(Item item, long count) {
        return Bill.of(new ItemCounts.Tally().add(item, "It", count).counts(), PRICES);
    }

    private static void assertTotal(Bill bill, String dollars) {
        assertThat(bill.total()).isEqualByComparingTo(new BigDecimal(dollars));
    }

    @Test
    void nothingCostsNothing() {
        assertThat(Bill.of(ItemCounts.none(), PRICES).lines()).isEmpty();
        assertTotal(Bill.of(ItemCounts.none(), PRICES), "0");
    }

    @Test
    void oneMessageCostsAMillionthOfADollar() {
        assertTotal(of(Item.WEBSOCKET_MESSAGES, 1), "0.000001");
    }

    @Test
    void firstBillionMessagesAreOfTheFirstTier() {
        Bill bill = of(Item.WEBSOCKET_MESSAGES, 1_000_000_000);

        assertThat(bill.lines()).hasSize(1);
        assertTotal(bill, "1000");
    }

    @Test
    void whatGoesBeyondATierHasTheNextPrice() {
        Bill bill = of(Item.WEBSOCKET_MESSAGES, 1_000_000_001);

        assertThat(bill.lines()).hasSize(2);
        assertThat(bill.lines().getLast().quantity()).isEqualByComparingTo("1");
        assertTotal(bill, "1000.0000008");
    }

    @Test
    void threeTiersAddUp() {
        long gigabyteSeconds = 20_000_000_000L;
        assertTotal(
                of(Item.LAMBDA_ARM64, gigabyteSeconds * 1_024_000),
                new BigDecimal("0.0000133334")
                        .multiply(new BigDecimal("7500000000"))
                        .add(new BigDecimal("0.0000120001").multiply(new BigDecimal("11250000000")))
                        .add(new BigDecimal("0.0000106667").multiply(new BigDecimal("1250000000")))
                        .toPlainString());
    }

    @Test
    void lambdaIsBilledInGigabyteSeconds() {
        // 1,769 MB for 1,000 ms
        Bill bill = of(Item.LAMBDA_X86_64, 1_769_000);

        assertThat(bill.lines().getFirst().quantity()).isEqualByComparingTo("1.7275390625");
        assertThat(bill.total()).isEqualByComparingTo("0.000028792375");
    }

    @Test
    void halfAReadUnitIsHalfAUnit() {
        assertThat(of(Item.DYNAMODB_READS, 1).lines().getFirst().quantity()).isEqualByComparingTo("0.5");
        assertTotal(of(Item.DYNAMODB_READS, 2_000_000), "0.125");
    }

    @Test
    void manySmallSumsDoNotDrift() {
        ItemCounts.Tally tally = new ItemCounts.Tally();
        for (int i = 0; i < 1_000_000; i++) {
            tally.add(Item.SQS_STANDARD, "Queue", 1);
        }
        assertTotal(Bill.of(tally.counts(), PRICES), "0.4");
    }

    @Test
    void partsMakeUpTheWhole() {
        ItemCounts counts = new ItemCounts.Tally()
                .add(Item.LAMBDA_REQUESTS, "One", 3)
                .add(Item.LAMBDA_REQUESTS, "Other", 4)
                .counts();

        Bill.Line line = Bill.of(counts, PRICES).lines().getFirst();

        assertThat(line.quantity()).isEqualByComparingTo("7");
        assertThat(line.parts()).hasSize(2);
        assertThat(line.parts().get("Other")).isEqualByComparingTo("4");
    }

    @Test
    void monthIsSoManyTimesTheWhile() {
        ItemCounts minute = new ItemCounts.Tally()
                .add(Item.WEBSOCKET_MESSAGES, "Api", 60_000)
                .add(Item.ALARMS, "Alarm", 60_000)
                .counts();

        Bill month = Bill.ofMonth(minute, Duration.ofMinutes(1), PRICES);

        // 60,000 a minute for 43,800 minutes: 2,628 million, of which 1,000 at 1.00 and 1,628 at 0.80; an alarm, 0.10
        assertTotal(month, "2302.5");
    }

    @Test
    void monthOfNoTimeCostsNothing() {
        ItemCounts some =
                new ItemCounts.Tally().add(Item.LAMBDA_REQUESTS, "F", 1).counts();
        assertTotal(Bill.ofMonth(some, Duration.ZERO, PRICES), "0");
    }

    @Test
    void tableIsAlignedAndCanBeFollowedByHand() {
        ItemCounts counts = new ItemCounts.Tally()
                .add(Item.WEBSOCKET_MESSAGES, "Api", 1_234_567)
                .add(Item.CONNECTION_MINUTES, "Api", 10)
                .add(Item.SQS_FIFO, "Queue", 15)
                .counts();

        List<String> table = BillTable.of(Bill.of(counts, PRICES), 6);

        assertThat(table).containsExactly("""
                                                                  quantity  price, USD             USD
                  API Gateway  messages, each begun 32 KB        1,234,567  1.00 per million  1.234567
                               connection minutes                       10  0.25 per million  0.000003
                  SQS          requests, each begun 64 KB, FIFO         15  0.50 per million  0.000008
                  total                                                                       1.234577
                """.lines().toArray(String[]::new));
    }

    @Test
    void jsonKeepsEveryDigit() {
        var json = BillJson.of(of(Item.LAMBDA_X86_64, 1_769_000));

        assertThat(json).containsEntry("total", "0.000028792375");
        assertThat(String.valueOf(json.get("lines"))).contains("quantity=1.7275390625", "parts={It=1.7275390625}");
    }
}
