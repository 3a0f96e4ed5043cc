package herald.local.template.roles;

import herald.local.rules.iam.Patterns;
import herald.local.rules.iam.Statement;
import herald.local.template.values.Arns;
import herald.local.template.values.Properties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SAM's policy templates (SAM Developer Guide, "AWS SAM policy templates"; July 2026): those that allow something of
 * what is checked here in full, the others by name and parameters.
 */
final class PolicyTemplates {

    /** @param resources behind the ARN's account, with parameters in braces */
    private record Part(String prefix, String actions, List<String> resources) {}

    private record PolicyTemplate(Set<String> parameters, List<Part> parts) {}

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final String TABLE = "table/{TableName}";
    private static final String INDEXES = "table/{TableName}/index/*";
    private static final String BACKUPS = "table/{TableName}/backup/*";

    private static final Map<String, PolicyTemplate> ALL = new LinkedHashMap<>();

    static {
        add("DynamoDBCrudPolicy", "TableName", table("""
                GetItem DeleteItem PutItem Scan Query UpdateItem BatchWriteItem BatchGetItem DescribeTable
                ConditionCheckItem
                """, TABLE, INDEXES));
        add("DynamoDBReadPolicy", "TableName", table("""
                GetItem Scan Query BatchGetItem DescribeTable
                """, TABLE, INDEXES));
        add("DynamoDBWritePolicy", "TableName", table("PutItem UpdateItem BatchWriteItem", TABLE, INDEXES));
        add("DynamoDBReconfigurePolicy", "TableName", table("UpdateTable", TABLE));
        add(
                "DynamoDBBackupFullAccessPolicy",
                "TableName",
                table("CreateBackup DescribeContinuousBackups", TABLE),
                table("DeleteBackup DescribeBackup ListBackups", BACKUPS));
        add(
                "DynamoDBRestoreFromBackupPolicy",
                "TableName",
                table("RestoreTableFromBackup", BACKUPS),
                table("""
                PutItem UpdateItem DeleteItem GetItem Query Scan BatchWriteItem
                """, TABLE));
        add(
                "DynamoDBStreamReadPolicy",
                "TableName StreamName",
                table("DescribeStream GetRecords GetShardIterator", "table/{TableName}/stream/{StreamName}"),
                table("ListStreams", "table/{TableName}/stream/*"));
        add("SQSPollerPolicy", "QueueName", new Part("sqs", """
                ChangeMessageVisibility ChangeMessageVisibilityBatch DeleteMessage DeleteMessageBatch
                GetQueueAttributes ReceiveMessage
                """, List.of("{QueueName}")));
        add("SQSSendMessagePolicy", "QueueName", new Part("sqs", "SendMessage*", List.of("{QueueName}")));
        add(
                "FilterLogEventsPolicy",
                "LogGroupName",
                new Part("logs", "FilterLogEvents", List.of("log-group:{LogGroupName}:log-stream:*")));
        OtherPolicyTemplates.NAMES.forEach(PolicyTemplates::add);
    }

    private PolicyTemplates() {}

    private static Part table(String actions, String... resources) {
        return new Part("dynamodb", actions, List.of(resources));
    }

    private static void add(String name, String parameters, Part... parts) {
        var names = parameters.isEmpty() ? Set.<String>of() : Set.of(parameters.split(" "));
        ALL.put(name, new PolicyTemplate(names, List.of(parts)));
    }

    static boolean knows(String name) {
        return ALL.containsKey(name);
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    /**
     * @param policy how SAM calls the policy that it makes
     * @param name of the template; one that is {@link #knows known}
     */
    static List<Statement> statements(String policy, String name, Properties parameters, Arns arns) {
        var template = ALL.getOrDefault(name, new PolicyTemplate(Set.of(), List.of()));
        parameters.only(template.parameters(), name);
        template.parameters().forEach(parameters::requiredText);
        var at = parameters.origin();
        var statements = new ArrayList<Statement>();
        for (var part : template.parts()) {
            var actions = List.of(part.actions().strip().split("\\s+")).stream()
                    .map(action -> part.prefix() + ":" + action)
                    .toList();
            var resources = part.resources().stream()
                    .map(resource -> arns.of(part.prefix(), filled(resource, parameters)))
                    .toList();
            statements.add(new Statement(
                    new Statement.Name(
                            policy,
                            name + (statements.isEmpty() ? "" : statements.size()),
                            at.file() + ":" + at.line()),
                    true,
                    new Patterns.Actions(actions, false),
                    new Patterns.Resources(resources, false)));
        }
        return statements;
    }

    private static String filled(String resource, Properties parameters) {
        return PARAMETER
                .matcher(resource)
                .replaceAll(found -> Matcher.quoteReplacement(parameters.requiredText(found.group(1))));
    }
}
