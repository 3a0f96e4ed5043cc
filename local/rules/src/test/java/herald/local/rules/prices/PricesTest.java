package herald.local.rules.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PricesTest {

    private static Prices overridden(String json) throws BadPrices {
        return BundledPrices.read().overriddenBy("mine.json", json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource
    void everyPriceSaysWhereItIsFrom(Item item) {
        Price price = BundledPrices.read().of(item);

        assertThat(price.evidence()).isIn("D", "R", "U");
        assertThat(price.source()).isNotBlank();
        assertThat(price.date()).startsWith("20");
        assertThat(price.tiers()).isNotEmpty();
    }

    @Test
    void partIsOverriddenAndTheRestStays() throws BadPrices {
        Prices mine = overridden("""
                {"region": "eu-west-1", "prices": {"sqs-requests-standard": {"price": 0.44}}}
                """);

        assertThat(mine.region()).isEqualTo("eu-west-1");
        assertThat(mine.of(Item.SQS_STANDARD).tiers()).hasSize(1);
        assertThat(mine.of(Item.SQS_STANDARD).tiers().getFirst().dollars()).isEqualByComparingTo("0.44");
        assertThat(mine.of(Item.SQS_STANDARD).per()).isEqualByComparingTo("1000000");
        assertThat(mine.of(Item.SQS_FIFO)).isEqualTo(BundledPrices.read().of(Item.SQS_FIFO));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"prices": {"sqs": {"price": 1}}}                                        | prices.sqs: is nothing that has a price here
            {"price": {}}                                                            | price: is not known
            {"prices": []}                                                           | prices: is not an object
            {"currency": "EUR"}                                                      | currency: is not USD
            {"prices": {"lambda-requests": 0.2}}                                     | prices.lambda-requests: is not an object
            {"prices": {"lambda-requests": {"price": -1}}}                           | prices.lambda-requests.price: -1 is not a price
            {"prices": {"lambda-requests": {"price": "0.2"}}}                        | prices.lambda-requests.price: "0.2" is not a price
            {"prices": {"lambda-requests": {"cost": 1}}}                             | prices.lambda-requests.cost: is not known
            {"prices": {"lambda-requests": {"per": 0, "price": 1}}}                  | prices.lambda-requests.per: 0 is not a number above 0
            {"prices": {"lambda-requests": {"price": 1, "tiers": []}}}               | prices.lambda-requests: has both price and tiers
            {"prices": {"lambda-requests": {"tiers": []}}}                           | prices.lambda-requests.tiers: is not a list
            {"prices": {"lambda-requests": {"tiers": [{"price": 1}, {"price": 2}]}}} | prices.lambda-requests.tiers[0].to: is missing
            {"prices": {"lambda-requests": {"tiers": [{"to": 5, "price": 2}]}}}      | prices.lambda-requests.tiers[0].to: ends the last tier
            not JSON                                                                 | not JSON
            {"prices": {"lambda-requests": {"price": 1, "price": 2}}}                | not JSON
            """)
    void whatIsWrongIsNamedByItsKey(String json, String message) {
        assertThatThrownBy(() -> overridden(json))
                .isInstanceOf(BadPrices.class)
                .hasMessageStartingWith("mine.json: ")
                .hasMessageContaining(message);
    }

    @Test
    void tiersRise() {
        assertThatThrownBy(() -> overridden("""
                {"prices": {"lambda-requests": {"tiers": [{"to": 5, "price": 2}, {"to": 5, "price": 1}, {"price": 0}]}}}
                """))
                .hasMessageContaining("prices.lambda-requests.tiers[1].to: is not more than that of the tier before");
    }
}
