package herald.local.rules.cloudwatch;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * AWS's own metrics of a namespace, as far as the stand-in measures them (AWS docs: "Available CloudWatch metrics for
 * Amazon SQS", "Types of metrics for Lambda functions", "Monitor WebSocket API execution with CloudWatch metrics"),
 * with the dimensions that each of them has here; AWS has some with others too.
 */
public record AwsMetrics(String namespace, Set<String> dimensions, List<String> names) {

    public static final String VISIBLE = "ApproximateNumberOfMessagesVisible";
    public static final String NOT_VISIBLE = "ApproximateNumberOfMessagesNotVisible";
    public static final String DELAYED = "ApproximateNumberOfMessagesDelayed";
    public static final String AGE = "ApproximateAgeOfOldestMessage";
    public static final String MESSAGES_SENT = "NumberOfMessagesSent";
    public static final String INVOCATIONS = "Invocations";
    public static final String ERRORS = "Errors";
    public static final String THROTTLES = "Throttles";
    public static final String DURATION = "Duration";
    public static final String CONNECTS = "ConnectCount";
    public static final String MESSAGES = "MessageCount";
    public static final String CLIENT_ERRORS = "ClientError";
    public static final String EXECUTION_ERRORS = "ExecutionError";
    public static final String INTEGRATION_ERRORS = "IntegrationError";

    public static final AwsMetrics SQS =
            new AwsMetrics("AWS/SQS", Set.of("QueueName"), List.of(VISIBLE, NOT_VISIBLE, DELAYED, AGE, MESSAGES_SENT));

    public static final AwsMetrics LAMBDA =
            new AwsMetrics("AWS/Lambda", Set.of("FunctionName"), List.of(INVOCATIONS, ERRORS, THROTTLES, DURATION));

    public static final AwsMetrics API_GATEWAY = new AwsMetrics(
            "AWS/ApiGateway",
            Set.of("ApiId", "Stage"),
            List.of(CONNECTS, MESSAGES, CLIENT_ERRORS, EXECUTION_ERRORS, INTEGRATION_ERRORS));

    public AwsMetrics {
        dimensions = Set.copyOf(dimensions);
        names = List.copyOf(names);
    }

    public static Optional<AwsMetrics> of(String namespace) {
        return Stream.of(SQS, LAMBDA, API_GATEWAY)
                .filter(each -> each.namespace.equals(namespace))
                .findFirst();
    }
}
