package herald.local.rules.prices;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The list of prices that the jar carries: those of us-east-1, without any free tier. */
public final class BundledPrices {

    private static final String NAME = "prices-us-east-1.json";

    private BundledPrices() {}

    public static Prices read() {
        try (InputStream in = Objects.requireNonNull(BundledPrices.class.getResourceAsStream(NAME))) {
            return new PriceReader(NAME).whole(in.readAllBytes());
        } catch (IOException | BadPrices notOurs) {
            throw new IllegalStateException("the list of prices in the jar: " + notOurs.getMessage(), notOurs);
        }
    }
}
