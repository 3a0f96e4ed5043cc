package herald.local.rules.prices;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts times prices, a line an item and tier, in the order of {@link Item}. Pure; exact to a billionth of a cent,
 * which is where sums are rounded that don't end.
 */
public record Bill(List<Line> lines) {

    /** The decimals of sums and quantities. */
    private static final int SCALE = 12;

    public Bill {
        lines = List.copyOf(lines);
    }

    /**
     * A line of the bill.
     *
     * @param quantity in what the price is for, such as messages or GB-seconds
     * @param dollars the tier's, for {@code price.per()} units
     * @param parts the item's quantity by function, queue, table or API; the same on each of an item's lines
     */
    public record Line(
            Item item,
            BigDecimal quantity,
            Price price,
            BigDecimal dollars,
            BigDecimal amount,
            Map<String, BigDecimal> parts) {}

    /** Returns what these counts cost, if the month had begun with them: tiers begin with the first unit. */
    public static Bill of(ItemCounts counts, Prices prices) {
        return scaled(counts, BigDecimal.ONE, prices);
    }

    /** Returns what a month costs in which each while is like this one. */
    public static Bill ofMonth(ItemCounts counts, Duration whilst, Prices prices) {
        BigDecimal times = whilst.isPositive()
                ? BigDecimal.valueOf(Month.LENGTH.toMillis())
                        .divide(BigDecimal.valueOf(Math.max(1, whilst.toMillis())), MathContext.DECIMAL64)
                : BigDecimal.ZERO;
        return scaled(counts, times, prices);
    }

    private static Bill scaled(ItemCounts counts, BigDecimal times, Prices prices) {
        List<Line> lines = new ArrayList<>();
        for (Item item : Item.values()) {
            if (counts.of(item) > 0) {
                Map<String, BigDecimal> parts = new LinkedHashMap<>();
                counts.parts(item).forEach((of, count) -> parts.put(of, quantity(item, count, times)));
                BigDecimal quantity = quantity(item, counts.of(item), times);
                lines.addAll(tiered(item, quantity, prices.of(item), parts));
            }
        }
        return new Bill(lines);
    }

    private static BigDecimal quantity(Item item, long count, BigDecimal times) {
        return BigDecimal.valueOf(count)
                .multiply(times)
                .divide(BigDecimal.valueOf(item.countedPerUnit()), SCALE, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
    }

    private static List<Line> tiered(Item item, BigDecimal quantity, Price price, Map<String, BigDecimal> parts) {
        List<Line> lines = new ArrayList<>();
        BigDecimal from = BigDecimal.ZERO;
        for (Price.Tier tier : price.tiers()) {
            BigDecimal end = tier.to().map(quantity::min).orElse(quantity);
            BigDecimal within = end.subtract(from);
            if (within.signum() > 0) {
                BigDecimal amount = within.multiply(tier.dollars()).divide(price.per(), SCALE, RoundingMode.HALF_EVEN);
                lines.add(new Line(item, within, price, tier.dollars(), amount, parts));
                from = end;
            }
        }
        return lines;
    }

    /** Returns the sum in dollars. */
    public BigDecimal total() {
        return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
