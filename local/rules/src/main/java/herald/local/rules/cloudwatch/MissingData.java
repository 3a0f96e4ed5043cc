package herald.local.rules.cloudwatch;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code TreatMissingData}: what an alarm makes of a period without a value. */
public enum MissingData {
    MISSING("missing"),
    IGNORE("ignore"),
    BREACHING("breaching"),
    NOT_BREACHING("notBreaching");

    private final String word;

    MissingData(String word) {
        this.word = word;
    }

    public static Optional<MissingData> parse(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(each -> each.word).toList();
    }
}
