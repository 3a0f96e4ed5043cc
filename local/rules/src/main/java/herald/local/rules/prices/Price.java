package herald.local.rules.prices;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The price of an item.
 *
 * @param per how many units the sum is for, such as a million
 * @param tiers from the first unit of a month on, the last without an end
 * @param evidence {@code D} by a document of AWS's, {@code R} reported by others, {@code U} uncertain
 * @param date as of which the source says so, such as {@code 2026-06}
 */
public record Price(BigDecimal per, List<Tier> tiers, String evidence, String date, String source) {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    public Price {
        tiers = List.copyOf(tiers);
    }

    /**
     * A tier's price for {@link Price#per} units; {@code to} is the unit of a month at which it ends, empty for the
     * last one.
     */
    public record Tier(Optional<BigDecimal> to, BigDecimal dollars) {}

    /** Returns words such as {@code 0.40 per million}. */
    public String words(BigDecimal dollars) {
        String sum = dollars.scale() < 2 ? dollars.setScale(2).toPlainString() : dollars.toPlainString();
        return per.compareTo(BigDecimal.ONE) == 0
                ? sum + " each"
                : per.compareTo(MILLION) == 0 ? sum + " per million" : sum + " per " + per.toPlainString();
    }
}
