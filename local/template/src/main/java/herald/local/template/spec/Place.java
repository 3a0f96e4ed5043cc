package herald.local.template.spec;

/**
 * The place where a template's resources live in this run, from which pseudo parameters, ARNs and URLs follow.
 *
 * @param account twelve digits
 * @param gateway host and port of the WebSocket front, such as {@code 127.0.0.1:3000}
 * @param tls whether the front speaks TLS
 * @param sqs base URL of the queues without a slash at its end, such as {@code http://127.0.0.1:9324}
 */
public record Place(String region, String account, String stackName, String gateway, boolean tls, String sqs) {

    /** Returns the front's URL for HTTP, without a slash at its end. */
    public String httpUrl() {
        return (tls ? "https://" : "http://") + gateway;
    }

    /** Returns the front's URL for WebSockets, without a slash at its end. */
    public String webSocketUrl() {
        return (tls ? "wss://" : "ws://") + gateway;
    }

    /** Returns the URL of a queue, {@code {sqs}/{account}/{name}} as on AWS. */
    public String queueUrl(String queueName) {
        return sqs + "/" + account + "/" + queueName;
    }
}
