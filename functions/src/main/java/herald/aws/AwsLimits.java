package herald.aws;

import java.time.Duration;

/**
 * The limits of AWS's services that Herald keeps to, each with the page that states it, below {@code docs.aws.amazon.com}.
 * How far Herald stays within one is for the file to say that does so.
 */
public final class AwsLimits {

    // API Gateway, "Quotas for configuring and running a WebSocket API":
    // apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html

    /** The largest WebSocket frame: what is larger is sent in several, and not taken. Billed by as much (API Gateway pricing). */
    public static final int FRAME_BYTES = 32 * 1024;

    /** The largest message; a post of more is answered 413. */
    public static final int PAYLOAD_BYTES = 128 * 1024;

    /** A connection without traffic is closed after this time. */
    public static final Duration IDLE_TIMEOUT = Duration.ofMinutes(10);

    /** A connection is closed at this age. */
    public static final Duration CONNECTION_LIFETIME = Duration.ofHours(2);

    /** A route's function is waited for this long. */
    public static final Duration INTEGRATION_TIMEOUT = Duration.ofSeconds(29);

    // SQS, "Amazon SQS message quotas": AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html

    /** The most entries of a batch of messages, to send or to change. */
    public static final int SQS_BATCH_ENTRIES = 10;

    /** A message, or a batch of them together, which every queue takes: 1 MiB since 2025, but a queue may keep the old maximum. */
    public static final int SQS_MESSAGE_BYTES = 256 * 1024;

    /** The longest delay of a message. */
    public static final Duration SQS_DELAY = Duration.ofMinutes(15);

    /** The longest time that a received message can be kept from others. */
    public static final Duration SQS_VISIBILITY = Duration.ofHours(12);

    /** The longest id of a message group. */
    public static final int SQS_GROUP_ID_LENGTH = 128;

    /** The largest {@code maxReceiveCount} (…/SQSDeveloperGuide/sqs-dead-letter-queues.html). */
    public static final int SQS_RECEIVES = 1_000;

    // DynamoDB, the API reference: amazondynamodb/latest/APIReference/API_BatchWriteItem.html

    /** The most items of a BatchWriteItem; a BatchGetItem takes 100. */
    public static final int DYNAMODB_BATCH_ITEMS = 25;

    // Lambda, "Lambda execution environment": lambda/latest/dg/lambda-runtime-environment.html

    /** The time that a function's init phase has, before a snapshot more. */
    public static final Duration LAMBDA_INIT = Duration.ofSeconds(10);

    private AwsLimits() {}
}
