package herald.local.rules.prices;

import java.util.Arrays;
import java.util.Optional;

/**
 * An item of a bill, with a price of its own. It is counted in whole numbers of the smallest amount that can occur, so
 * that nothing is rounded before it is multiplied by a price.
 */
public enum Item {
    WEBSOCKET_MESSAGES("websocket-messages", "API Gateway", "messages, each begun 32 KB", 1),
    CONNECTION_MINUTES("connection-minutes", "API Gateway", "connection minutes", 1),
    DATA_OUT("data-transfer-out", "API Gateway", "GB to clients", 1L << 30),
    LAMBDA_REQUESTS("lambda-requests", "Lambda", "requests", 1),
    /** Its counts are in MB-milliseconds. */
    LAMBDA_ARM64("lambda-gb-seconds-arm64", "Lambda", "GB-seconds, arm64", 1_024_000),
    /** Its counts are in MB-milliseconds. */
    LAMBDA_X86_64("lambda-gb-seconds-x86_64", "Lambda", "GB-seconds, x86_64", 1_024_000),
    SQS_STANDARD("sqs-requests-standard", "SQS", "requests, each begun 64 KB, standard", 1),
    SQS_FIFO("sqs-requests-fifo", "SQS", "requests, each begun 64 KB, FIFO", 1),
    /** Its counts are in halves, as reads' are; that of a transaction is two whole ones. */
    DYNAMODB_WRITES("dynamodb-write-units", "DynamoDB", "write request units", 2),
    /** Its counts are in halves: an eventually consistent read of up to 4 KB is one. */
    DYNAMODB_READS("dynamodb-read-units", "DynamoDB", "read request units", 2),
    SCHEDULED_EVENTS("eventbridge-scheduled-events", "EventBridge", "events of schedules", 1),
    LOGS("cloudwatch-logs", "CloudWatch", "GB of logs taken in", 1L << 30),
    /** Its counts are milliseconds of a metric's life. */
    METRICS("cloudwatch-metrics", "CloudWatch", "metrics, each a month", Month.MILLIS),
    /** Its counts are milliseconds of the life of a metric in an alarm. */
    ALARMS("cloudwatch-alarms", "CloudWatch", "alarms' metrics, each a month", Month.MILLIS),
    /** Its counts are milliseconds of a dashboard's life. */
    DASHBOARDS("cloudwatch-dashboards", "CloudWatch", "dashboards, each a month", Month.MILLIS);

    private final String key;
    private final String family;
    private final String unit;
    private final long countedPerUnit;

    Item(String key, String family, String unit, long countedPerUnit) {
        this.key = key;
        this.family = family;
        this.unit = unit;
        this.countedPerUnit = countedPerUnit;
    }

    /** Returns its name in price files and bills. */
    public String key() {
        return key;
    }

    /** Returns who bills it, such as {@code Lambda}. */
    public String family() {
        return family;
    }

    /** Returns what its price is for, in words. */
    public String unit() {
        return unit;
    }

    /** Returns how many of what is counted make one of what has a price. */
    public long countedPerUnit() {
        return countedPerUnit;
    }

    static Optional<Item> named(String key) {
        return Arrays.stream(values()).filter(item -> item.key.equals(key)).findFirst();
    }
}
