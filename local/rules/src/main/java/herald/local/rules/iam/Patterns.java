package herald.local.rules.iam;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A statement's actions or its resources: what one of the patterns matches, or, negated, what none of them does.
 * Immutable.
 */
public sealed interface Patterns {

    List<String> texts();

    boolean allBut();

    /** Returns the pattern by which it is within; for all-but patterns the word of the policy language. */
    Optional<String> match(String text);

    /** {@code Action} and {@code NotAction}: case does not matter. */
    record Actions(List<String> texts, boolean allBut) implements Patterns {

        public Actions {
            texts = List.copyOf(texts);
        }

        @Override
        public Optional<String> match(String action) {
            String small = action.toLowerCase(Locale.ROOT);
            Optional<String> met = texts.stream()
                    .filter(text -> Wildcards.matches(text.toLowerCase(Locale.ROOT), small))
                    .findFirst();
            return allBut ? met.isPresent() ? Optional.empty() : Optional.of("NotAction") : met;
        }

        /** Returns whether some action of this prefix, such as {@code sqs}, may be within. */
        boolean concern(String prefix) {
            return allBut
                    || texts.stream()
                            .map(text -> text.toLowerCase(Locale.ROOT).split(":", 2)[0])
                            .anyMatch(text -> Wildcards.matches(text, prefix));
        }
    }

    /** {@code Resource} and {@code NotResource}: ARNs, or {@code *}. */
    record Resources(List<String> texts, boolean allBut) implements Patterns {

        public Resources {
            texts = List.copyOf(texts);
        }

        @Override
        public Optional<String> match(String arn) {
            Optional<String> met = texts.stream()
                    .filter(text -> Wildcards.matchesArn(text, arn))
                    .findFirst();
            return allBut ? met.isPresent() ? Optional.empty() : Optional.of("NotResource") : met;
        }
    }
}
