package herald.local.rules.iam;

/** {@code *} for any text and {@code ?} for any one character, as policies have them. */
final class Wildcards {

    private static final int ARN_PARTS = 6;

    private Wildcards() {}

    /** Takes no longer than the product of both lengths, whatever the pattern. */
    static boolean matches(String pattern, String text) {
        int p = 0;
        int star = -1;
        int resumed = 0;
        for (int t = 0; t < text.length(); ) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resumed = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resumed;
            } else {
                return false;
            }
        }
        return pattern.chars().skip(p).allMatch(rest -> rest == '*');
    }

    /**
     * Matches part by part, as a wildcard does not reach over a colon; parts that the pattern leaves out at its end
     * match anything (IAM User Guide, "IAM JSON policy elements: Resource").
     */
    static boolean matchesArn(String pattern, String arn) {
        if (pattern.equals("*")) {
            return true;
        }
        String[] patterns = pattern.split(":", ARN_PARTS);
        String[] parts = arn.split(":", ARN_PARTS);
        if (patterns.length > parts.length) {
            return false;
        }
        for (int i = 0; i < patterns.length; i++) {
            if (!matches(patterns[i], parts[i])) {
                return false;
            }
        }
        return true;
    }
}
