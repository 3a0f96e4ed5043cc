package herald.local.rules.iam;

/**
 * The account, twelve digits, and Region, such as {@code us-east-1}, of resources that a call names by less than their
 * ARN.
 */
public record Region(String name, String account) {

    /** @param resource the ARN's last part */
    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + name + ":" + account + ":" + resource;
    }
}
