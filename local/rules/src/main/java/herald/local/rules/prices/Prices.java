package herald.local.rules.prices;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What each item costs. Immutable.
 *
 * @param date of the whole list
 */
public record Prices(String region, String date, Map<Item, Price> all) {

    private static final String OWN = "/herald/local/rules/prices/prices-us-east-1.json";

    public Prices {
        all = Map.copyOf(all);
    }

    /** @return those that come with the stand-in, of us-east-1, without any free tier */
    public static Prices own() {
        try (InputStream in = Objects.requireNonNull(Prices.class.getResourceAsStream(OWN))) {
            return new PriceReader("prices-us-east-1.json").whole(PriceReader.JSON.readTree(in));
        } catch (IOException | BadPrices notOurs) {
            throw new IllegalStateException("the list of prices in the jar: " + notOurs.getMessage(), notOurs);
        }
    }

    /**
     * @param file JSON in the form of {@code prices-us-east-1.json}; what it does not say stays as it is here
     * @throws BadPrices naming the file, the key, and what is wrong with it
     */
    public Prices overriddenBy(Path file) throws BadPrices {
        PriceReader reader = new PriceReader(file.toString());
        JsonNode root;
        try {
            root = PriceReader.JSON.readTree(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new BadPrices(file + ": " + PriceReader.reason(unreadable), unreadable);
        }
        return reader.over(this, root);
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
