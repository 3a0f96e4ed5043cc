package herald.local.rules.prices;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A bill as Jackson writes it. Quantities and sums are texts, so that no reader rounds them. Pure. */
public final class BillJson {

    private BillJson() {}

    /** Returns {@code total} and {@code lines}, each with {@code parts} by logical id. */
    public static Map<String, Object> of(Bill bill) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("total", plain(bill.total()));
        List<Map<String, Object>> lines = new ArrayList<>();
        bill.lines().forEach(line -> lines.add(line(line)));
        json.put("lines", lines);
        return json;
    }

    private static Map<String, Object> line(Bill.Line line) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("item", line.item().key());
        json.put("family", line.item().family());
        json.put("unit", line.item().unit());
        json.put("quantity", plain(line.quantity()));
        json.put("price", plain(line.dollars()));
        json.put("per", plain(line.price().per()));
        json.put("amount", plain(line.amount()));
        json.put("evidence", line.price().evidence());
        json.put("source", line.price().source());
        Map<String, String> parts = new TreeMap<>();
        line.parts().forEach((of, quantity) -> parts.put(of, plain(quantity)));
        json.put("parts", parts);
        return json;
    }

    /** Returns a number as it would be written by hand, with no zeros at its end and no exponent. */
    public static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
