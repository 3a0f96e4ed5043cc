package herald.local.rules.prices;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** A list of prices, one for each item, with the list's date. Immutable. */
public record Prices(String region, String date, Map<Item, Price> all) {

    public Prices {
        all = Map.copyOf(all);
    }

    /**
     * Returns these prices with others in place of some.
     *
     * @param name of the list, for messages
     * @param json in the form of {@code prices-us-east-1.json}; what it does not say stays as it is here
     * @throws BadPrices naming the list, the key, and what is wrong with it
     */
    public Prices overriddenBy(String name, byte[] json) throws BadPrices {
        return new PriceReader(name).over(this, json);
    }

    public Price of(Item item) {
        return Objects.requireNonNull(all.get(item));
    }

    Prices with(String newRegion, String newDate, Map<Item, Price> changed) {
        Map<Item, Price> together = new EnumMap<>(Item.class);
        together.putAll(all);
        together.putAll(changed);
        return new Prices(newRegion, newDate, together);
    }
}
