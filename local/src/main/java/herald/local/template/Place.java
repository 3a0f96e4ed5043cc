package herald.local.template;

/**
 * Where a template's resources will live in this run: what pseudo parameters, ARNs and URLs resolve to.
 *
 * @param account twelve digits
 * @param gateway host and port of the WebSocket front, such as {@code 127.0.0.1:3000}
 * @param sqs base URL of the queues without a slash at its end, such as {@code http://127.0.0.1:9324}
 */
public record Place(String region, String account, String stackName, String gateway, String sqs) {

    /** @return the URL of a queue, {@code {sqs}/{account}/{name}} as on AWS */
    public String queueUrl(String queueName) {
        return sqs + "/" + account + "/" + queueName;
    }
}
