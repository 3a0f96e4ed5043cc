package herald.local.rules.prices;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads lists of prices:
 * {@code {"region":…,"date":…,"prices":{"sqs-requests-standard":{"per":1000000,"price":0.40,"evidence":"R","source":…}}}},
 * with {@code "tiers":[{"to":…,"price":…},…,{"price":…}]} in place of {@code price} where there are several.
 */
final class PriceReader {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private static final Set<String> KEYS = Set.of("region", "currency", "date", "note", "prices");
    private static final Set<String> PRICE_KEYS = Set.of("unit", "per", "price", "tiers", "evidence", "date", "source");

    private final String name;

    /** @param name of the list, for messages */
    PriceReader(String name) {
        this.name = name;
    }

    Prices whole(byte[] json) throws BadPrices {
        Prices prices = over(new Prices("", "", Map.of()), json);
        for (Item item : Item.values()) {
            if (!prices.all().containsKey(item)) {
                throw wrong("prices." + item.key(), "is missing");
            }
        }
        return prices;
    }

    Prices over(Prices base, byte[] json) throws BadPrices {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (IOException notJson) {
            throw new BadPrices(name + ": " + reason(notJson), notJson);
        }
        only(root, "", KEYS);
        if (!root.path("currency").asText("USD").equals("USD")) {
            throw wrong("currency", "is not USD, which all bills are in");
        }
        Map<Item, Price> changed = new EnumMap<>(Item.class);
        JsonNode prices = root.path("prices");
        if (!prices.isMissingNode() && !prices.isObject()) {
            throw wrong("prices", "is not an object");
        }
        for (Map.Entry<String, JsonNode> entry : prices.properties()) {
            String key = "prices." + entry.getKey();
            Item item = Item.named(entry.getKey()).orElseThrow(() -> wrong(key, "is nothing that has a price here"));
            changed.put(
                    item,
                    price(key, entry.getValue(), Optional.ofNullable(base.all().get(item))));
        }
        return base.with(text(root, "region", base.region()), text(root, "date", base.date()), changed);
    }

    private Price price(String key, JsonNode node, Optional<Price> base) throws BadPrices {
        only(node, key + ".", PRICE_KEYS);
        if (node.has("price") == node.has("tiers") && (node.has("price") || base.isEmpty())) {
            throw wrong(key, "has " + (node.has("price") ? "both" : "neither of") + " price and tiers");
        }
        List<Price.Tier> tiers = base.map(Price::tiers).orElse(List.of());
        if (node.has("price")) {
            tiers = List.of(new Price.Tier(Optional.empty(), dollars(key + ".price", node.path("price"))));
        } else if (node.has("tiers")) {
            tiers = tiers(key + ".tiers", node.path("tiers"));
        }
        BigDecimal per = node.has("per")
                ? positive(key + ".per", node.path("per"))
                : base.map(Price::per).orElse(BigDecimal.ONE);
        boolean own = base.isEmpty();
        return new Price(
                per,
                tiers,
                text(node, "evidence", own ? "U" : ""),
                text(node, "date", ""),
                text(node, "source", own ? "" : name));
    }

    private List<Price.Tier> tiers(String key, JsonNode node) throws BadPrices {
        if (!node.isArray() || node.isEmpty()) {
            throw wrong(key, "is not a list of tiers");
        }
        List<Price.Tier> tiers = new ArrayList<>();
        BigDecimal before = BigDecimal.ZERO;
        for (JsonNode each : node) {
            String at = key + "[" + tiers.size() + "]";
            only(each, at + ".", Set.of("to", "price"));
            boolean last = tiers.size() == node.size() - 1;
            if (each.has("to") == last) {
                throw wrong(at + ".to", last ? "ends the last tier, which has no end" : "is missing");
            }
            Optional<BigDecimal> to = last ? Optional.empty() : Optional.of(positive(at + ".to", each.path("to")));
            if (to.isPresent() && to.get().compareTo(before) <= 0) {
                throw wrong(at + ".to", "is not more than that of the tier before");
            }
            before = to.orElse(before);
            tiers.add(new Price.Tier(to, dollars(at + ".price", each.path("price"))));
        }
        return tiers;
    }

    private BigDecimal dollars(String key, JsonNode node) throws BadPrices {
        if (!node.isNumber() || node.decimalValue().signum() < 0) {
            throw wrong(key, (node.isMissingNode() ? "nothing" : node) + " is not a price: a number, 0 or more");
        }
        return node.decimalValue();
    }

    private BigDecimal positive(String key, JsonNode node) throws BadPrices {
        if (!node.isNumber() || node.decimalValue().signum() <= 0) {
            throw wrong(key, node + " is not a number above 0");
        }
        return node.decimalValue();
    }

    private void only(JsonNode node, String prefix, Set<String> keys) throws BadPrices {
        if (!node.isObject()) {
            throw wrong(prefix.isEmpty() ? "all of it" : prefix.substring(0, prefix.length() - 1), "is not an object");
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!keys.contains(field.getKey())) {
                throw wrong(prefix + field.getKey(), "is not known");
            }
        }
    }

    private static String text(JsonNode node, String key, String otherwise) {
        return node.path(key).asText(otherwise);
    }

    private static String reason(IOException notJson) {
        return notJson instanceof JacksonException wrong
                ? "not JSON: " + wrong.getOriginalMessage()
                        + (wrong.getLocation() == null
                                ? ""
                                : " (line " + wrong.getLocation().getLineNr() + ")")
                : String.valueOf(notJson.getMessage());
    }

    private BadPrices wrong(String key, String what) {
        return new BadPrices(name + ": " + key + ": " + what);
    }
}
