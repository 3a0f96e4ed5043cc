package herald.local.template.spec;

/**
 * Where a template's resources will live in this run: what pseudo parameters, ARNs and URLs resolve to.
 *
 * @param account twelve digits
 * @param gateway host and port of the WebSocket front, such as {@code 127.0.0.1:3000}
 * @param tls whether the front speaks TLS
 * @param sqs base URL of the queues without a slash at its end, such as {@code http://127.0.0.1:9324}
 */
public record Place(String region, String account, String stackName, String gateway, boolean tls, String sqs) {

    /** @return of the front for HTTP, without a slash at its end */
    public String httpUrl() {
        return (tls ? "https://" : "http://") + gateway;
    }

    /** @return of the front for WebSockets, without a slash at its end */
    public String webSocketUrl() {
        return (tls ? "wss://" : "ws://") + gateway;
    }

    /** @return the URL of a queue, {@code {sqs}/{account}/{name}} as on AWS */
    public String queueUrl(String queueName) {
        return sqs + "/" + account + "/" + queueName;
    }
}
