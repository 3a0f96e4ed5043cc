package herald.local.rules.iam;

/**
 * The account and Region of resources that a call names by less than their ARN.
 *
 * @param name such as {@code us-east-1}
 * @param account twelve digits
 */
public record Region(String name, String account) {

    /** @param resource the ARN's last part */
    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + name + ":" + account + ":" + resource;
    }
}
