package herald.local.template.values;

import herald.local.template.spec.Place;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The physical names that AWS would make up, the same ones for the same template every time. */
public record Arns(Place place) {

    public static final String PARTITION = "aws";
    public static final String URL_SUFFIX = "amazonaws.com";

    private static final int SUFFIX = 12;

    public String of(String service, String resource) {
        return "arn:" + PARTITION + ":" + service + ":" + place.region() + ":" + place.account() + ":" + resource;
    }

    public String function(String name) {
        return of("lambda", "function:" + name);
    }

    public String queue(String name) {
        return of("sqs", name);
    }

    public String table(String name) {
        return of("dynamodb", "table/" + name);
    }

    /** Returns the ARN of a rule of EventBridge on the default event bus, where schedules are. */
    public String rule(String name) {
        return of("events", "rule/" + name);
    }

    /** IAM is global, so its ARNs name no Region. */
    public String iam(String kind, String path, String name) {
        return "arn:" + PARTITION + ":iam::" + place.account() + ":" + kind + path + name;
    }

    /** Returns {@code stack-LogicalId-SUFFIX}, cut in the middle to {@code most} characters as CloudFormation does. */
    public String generatedName(String logicalId, int most) {
        var start = place.stackName() + "-" + logicalId;
        var kept = Math.min(start.length(), most - SUFFIX - 1);
        return start.substring(0, kept) + "-" + letters(start, SUFFIX, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    }

    /** Returns what API Gateway would use as an id: lower-case letters and digits. */
    public String generatedId(String logicalId, int length) {
        return letters(logicalId, length, "abcdefghijklmnopqrstuvwxyz0123456789");
    }

    public static String letters(String seed, int length, String alphabet) {
        var number = new BigInteger(1, sha256(seed));
        var base = BigInteger.valueOf(alphabet.length());
        var letters = new StringBuilder(length);
        for (var i = 0; i < length; i++) {
            var parts = number.divideAndRemainder(base);
            letters.append(alphabet.charAt(parts[1].intValue()));
            number = parts[0];
        }
        return letters.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
