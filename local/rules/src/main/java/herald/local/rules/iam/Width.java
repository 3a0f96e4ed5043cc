package herald.local.rules.iam;

import java.util.regex.Pattern;

/** Tells what is granted by name from what is granted more widely than that. Pure. */
public final class Width {

    /** Wildcards at the end of an ARN that names everything else: below a table or a connection, or a log's streams. */
    private static final Pattern WITHIN = Pattern.compile("arn:[^:*?]+:[^:*?]+:[^:*?]*:[^:*?]*:[^*?]+[/:]\\*");

    private Width() {}

    public static boolean isWideAction(String action) {
        return isWide(action);
    }

    /** @param resource an ARN, or {@code *} */
    public static boolean isWideResource(String resource) {
        return isWide(resource) && !WITHIN.matcher(resource).matches();
    }

    private static boolean isWide(String text) {
        return text.contains("*") || text.contains("?");
    }
}
