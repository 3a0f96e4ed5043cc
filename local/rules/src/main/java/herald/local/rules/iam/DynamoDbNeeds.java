package herald.local.rules.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The permissions that a call of DynamoDB needs (Service Authorization Reference, "Actions, resources, and condition
 * keys for Amazon DynamoDB"; "Using IAM with transactions", DynamoDB Developer Guide). Pure.
 */
public final class DynamoDbNeeds {

    private static final String PREFIX = "dynamodb:";

    /** The fields by which a request may name its one resource. */
    private static final List<String> NAMES =
            List.of("TableName", "TableArn", "StreamArn", "ResourceArn", "BackupArn", "ExportArn");

    /** The action that each entry of a transaction is; it has none of its own. */
    private static final Map<String, String> IN_TRANSACTIONS = Map.of(
            "Get", "GetItem",
            "Put", "PutItem",
            "Update", "UpdateItem",
            "Delete", "DeleteItem",
            "ConditionCheck", "ConditionCheckItem");

    private static final Pattern STATEMENT =
            Pattern.compile("(?is)^\\s*(?:EXISTS\\s*\\(\\s*)?(SELECT|INSERT|UPDATE|DELETE)\\b.*");

    /** A name with a point in it must be quoted. */
    private static final String NAME = "(?:\"([\\w.-]+)\"|([\\w-]+))";

    private static final Pattern OF_TABLE =
            Pattern.compile("(?is)\\b(?:FROM|INTO|UPDATE)\\s+" + NAME + "(?:\\." + NAME + ")?");

    private DynamoDbNeeds() {}

    public static List<Need> of(String action, JsonNode request, Region region) {
        Set<Need> needs = new LinkedHashSet<>();
        switch (action) {
            case "BatchGetItem", "BatchWriteItem" ->
                request.path("RequestItems")
                        .fieldNames()
                        .forEachRemaining(table -> needs.add(new Need(PREFIX + action, table(table, region))));
            case "TransactGetItems", "TransactWriteItems" ->
                request.path("TransactItems").forEach(item -> needs.addAll(inTransaction(item, region)));
            case "ExecuteStatement" -> needs.add(partiQl(request.path("Statement"), region));
            case "BatchExecuteStatement" ->
                request.path("Statements").forEach(each -> needs.add(partiQl(each.path("Statement"), region)));
            case "ExecuteTransaction" ->
                request.path("TransactStatements").forEach(each -> needs.add(partiQl(each.path("Statement"), region)));
            default -> needs.add(new Need(PREFIX + action, resource(request, region)));
        }
        return List.copyOf(needs);
    }

    private static String resource(JsonNode request, Region region) {
        for (String name : NAMES) {
            if (request.path(name).isTextual()) {
                String table = table(request.path(name).asText(), region);
                JsonNode index = request.path("IndexName");
                return index.isTextual() ? table + "/index/" + index.asText() : table;
            }
        }
        return table("*", region);
    }

    private static List<Need> inTransaction(JsonNode item, Region region) {
        List<Need> needs = new ArrayList<>();
        item.properties().forEach(entry -> {
            String action = IN_TRANSACTIONS.getOrDefault(entry.getKey(), entry.getKey());
            needs.add(new Need(PREFIX + action, resource(entry.getValue(), region)));
        });
        return needs;
    }

    private static Need partiQl(JsonNode statement, Region region) {
        var kind = STATEMENT.matcher(statement.asText());
        var of = OF_TABLE.matcher(statement.asText());
        String word = kind.matches() ? kind.group(1) : "Select";
        String action = PREFIX + "PartiQL" + word.substring(0, 1).toUpperCase(Locale.ROOT)
                + word.substring(1).toLowerCase(Locale.ROOT);
        if (!of.find()) {
            return new Need(action, table("*", region));
        }
        String table = table(either(of.group(1), of.group(2)).orElse("*"), region);
        return new Need(
                action,
                either(of.group(3), of.group(4))
                        .map(index -> table + "/index/" + index)
                        .orElse(table));
    }

    private static Optional<String> either(@Nullable String quoted, @Nullable String bare) {
        return Optional.ofNullable(quoted).or(() -> Optional.ofNullable(bare));
    }

    private static String table(String nameOrArn, Region region) {
        return nameOrArn.startsWith("arn:") ? nameOrArn : region.arn("dynamodb", "table/" + nameOrArn);
    }
}
