package herald.local.rules.prices;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A bill as a table for a terminal: what, how many, at which price, and what that makes. Pure. */
public final class BillTable {

    private static final String GAP = "  ";
    private static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

    private BillTable() {}

    /**
     * Returns a line an item and tier, and the total, which is the exact sum, rounded to {@code decimals} as amounts
     * are.
     */
    public static List<String> of(Bill bill, int decimals) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "", "quantity", "price, USD", "USD"));
        String family = "";
        for (Bill.Line line : bill.lines()) {
            String itsFamily = line.item().family();
            rows.add(List.of(
                    itsFamily.equals(family) ? "" : itsFamily,
                    line.item().unit(),
                    quantity(line.quantity()),
                    line.price().words(line.dollars()),
                    dollars(line.amount(), decimals)));
            family = itsFamily;
        }
        rows.add(List.of("total", "", "", "", dollars(bill.total(), decimals)));
        return aligned(rows);
    }

    /** Returns a text such as {@code 1,234.5}: to six decimals, or below one to six digits. */
    public static String quantity(BigDecimal quantity) {
        BigDecimal rounded = (quantity.compareTo(BigDecimal.ONE) < 0
                        ? quantity.round(DIGITS)
                        : quantity.setScale(6, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
    }

    public static String dollars(BigDecimal amount, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", amount.setScale(decimals, RoundingMode.HALF_UP));
    }

    private static List<String> aligned(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - row.get(i).length());
            boolean number = i == 2 || i == 4;
            line.append(GAP).append(number ? pad + row.get(i) : row.get(i) + pad);
        }
        return line.toString().stripTrailing();
    }
}
