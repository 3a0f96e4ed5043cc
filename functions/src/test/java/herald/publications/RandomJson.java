package herald.publications;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** JSON as publishers may write it: odd spaces, escapes, numbers and every kind of character. */
public final class RandomJson {

    private static final String[] PIECES = {
        "a",
        "é",
        "☃",
        "😀",
        "\\n",
        "\\\"",
        "\\\\",
        "\\/",
        "\\u0000",
        "\\ud83d\\ude00",
        "}",
        "]",
        ",",
        ":",
        "\u2028",
        "\u007f",
        "æ"
    };
    private static final String[] NUMBERS = {"0", "-0", "1.10", "1e5", "1E-05", "12345678901234567890", "-0.000"};
    private static final String[] SPACES = {"", "", "", " ", "\n", "\t ", "\r\n"};

    private RandomJson() {}

    public static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> string(random, 40);
            case 1 -> NUMBERS[random.nextInt(NUMBERS.length)];
            case 2 -> "true";
            case 3 -> "null";
            case 4 -> "\"\"";
            case 5 -> many(random, depth, false);
            default -> many(random, depth, true);
        };
    }

    public static String string(Random random, int most) {
        return IntStream.range(0, random.nextInt(most))
                .mapToObj(i -> PIECES[random.nextInt(PIECES.length)])
                .collect(Collectors.joining("", "\"", "\""));
    }

    public static String space(Random random) {
        return SPACES[random.nextInt(SPACES.length)];
    }

    private static String many(Random random, int depth, boolean object) {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> space(random)
                        + (object ? string(random, 4) + space(random) + ":" + space(random) : "")
                        + value(random, depth - 1)
                        + space(random))
                .collect(Collectors.joining(",", object ? "{" : "[", object ? "}" : "]"));
    }
}
