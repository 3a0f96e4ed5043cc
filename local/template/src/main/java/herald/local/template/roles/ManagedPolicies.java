package herald.local.template.roles;

import herald.local.rules.iam.Patterns;
import herald.local.rules.iam.Statement;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * AWS's own policies that functions are given, with what they allow of what is checked here (AWS docs, "AWS managed
 * policy reference"; July 2026). Some allow none of it.
 */
final class ManagedPolicies {

    static final String BASIC_EXECUTION = "AWSLambdaBasicExecutionRole";
    static final String SQS_EXECUTION = "AWSLambdaSQSQueueExecutionRole";

    private static final String OWN = ":iam::aws:policy/";
    private static final String LOG = "logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents ";
    private static final List<String> EVERYTHING = List.of("*");

    private static final Map<String, Statement> ALLOWING = new LinkedHashMap<>();

    private static final Set<String> KNOWN = new LinkedHashSet<>(List.of(
            "AWSLambdaRole",
            "AWSLambda_FullAccess",
            "AWSLambda_ReadOnlyAccess",
            "AWSLambdaENIManagementAccess",
            "AWSXRayDaemonWriteAccess",
            "AWSXrayWriteOnlyAccess",
            "AWSXrayFullAccess",
            "AmazonS3FullAccess",
            "AmazonS3ReadOnlyAccess",
            "AmazonSNSFullAccess",
            "AmazonSSMReadOnlyAccess",
            "AmazonEC2FullAccess",
            "AmazonEventBridgeFullAccess",
            "AmazonAPIGatewayAdministrator",
            "AmazonAPIGatewayPushToCloudWatchLogs",
            "AmazonCognitoPowerUser",
            "AmazonSESFullAccess",
            "AmazonKinesisFullAccess",
            "SecretsManagerReadWrite",
            "AWSStepFunctionsFullAccess",
            "AWSAppSyncInvokeFullAccess",
            "CloudWatchLambdaInsightsExecutionRolePolicy"));

    static {
        allow(BASIC_EXECUTION, LOG);
        allow("AWSLambdaVPCAccessExecutionRole", LOG);
        allow("AWSLambdaKinesisExecutionRole", LOG);
        allow("AWSLambdaMSKExecutionRole", LOG);
        allow("AWSLambdaBasicDurableExecutionRolePolicy", LOG);
        allow(SQS_EXECUTION, LOG + "sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes");
        allow("AWSLambdaDynamoDBExecutionRole", LOG + """
                dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams
                """);
        allow("AWSLambdaInvocation-DynamoDB", """
                dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams
                """);
        allow("AWSLambdaExecute", "logs:*");
        allow("CloudWatchLogsFullAccess", "logs:*");
        allow("CloudWatchFullAccess", "logs:*");
        allow("CloudWatchFullAccessV2", "logs:*");
        allow("AmazonDynamoDBFullAccess", "dynamodb:*");
        allow("AmazonDynamoDBFullAccess_v2", "dynamodb:*");
        allow("AmazonDynamoDBReadOnlyAccess", """
                dynamodb:BatchGetItem dynamodb:Describe* dynamodb:List* dynamodb:GetAbacStatus dynamodb:GetItem
                dynamodb:GetResourcePolicy dynamodb:Query dynamodb:Scan dynamodb:PartiQLSelect
                """);
        allow("AmazonSQSFullAccess", "sqs:*");
        allow("AmazonSQSReadOnlyAccess", """
                sqs:GetQueueAttributes sqs:GetQueueUrl sqs:ListDeadLetterSourceQueues sqs:ListQueues
                sqs:ListMessageMoveTasks sqs:ListQueueTags
                """);
        ALLOWING.put(
                "AmazonAPIGatewayInvokeFullAccess",
                statement(
                        "AmazonAPIGatewayInvokeFullAccess",
                        actions("execute-api:Invoke execute-api:ManageConnections"),
                        List.of("arn:aws:execute-api:*:*:*")));
        allow("AdministratorAccess", "*");
        ALLOWING.put(
                "PowerUserAccess",
                statement(
                        "PowerUserAccess",
                        new Patterns.Actions(List.of("iam:*", "organizations:*", "account:*"), true),
                        EVERYTHING));
        KNOWN.addAll(ALLOWING.keySet());
    }

    private ManagedPolicies() {}

    private static void allow(String name, String actions) {
        ALLOWING.put(name, statement(name, actions(actions), EVERYTHING));
    }

    private static Patterns.Actions actions(String texts) {
        return new Patterns.Actions(List.of(texts.strip().split("\\s+")), false);
    }

    private static Statement statement(String name, Patterns.Actions actions, List<String> resources) {
        var named = new Statement.Name(name, "", "");
        return new Statement(named, true, actions, new Patterns.Resources(resources, false));
    }

    /** @return the name of the policy of AWS's own that an ARN is of */
    static Optional<String> name(String arn) {
        var own = arn.indexOf(OWN);
        return arn.startsWith("arn:") && own > 0
                ? Optional.of(arn.substring(arn.lastIndexOf('/') + 1))
                : Optional.empty();
    }

    static boolean knows(String name) {
        return KNOWN.contains(name);
    }

    static Set<String> names() {
        return KNOWN;
    }

    /** @return what it allows of what is checked here */
    static Optional<Statement> allowed(String name) {
        return Optional.ofNullable(ALLOWING.get(name));
    }
}
