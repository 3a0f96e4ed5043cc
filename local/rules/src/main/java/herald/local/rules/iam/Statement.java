package herald.local.rules.iam;

import java.util.List;

/** A statement of an identity-based policy, its condition settled, that allows or else denies. Immutable. */
public record Statement(Name name, boolean allows, Patterns.Actions actions, Patterns.Resources resources) {

    /** Prefixes of the actions that are checked here; what a policy says of others has no effect. */
    public static final List<String> CHECKED = List.of("dynamodb", "sqs", "execute-api", "logs");

    /**
     * The name of a statement: its policy's name (the ARN of one of AWS's own), and its Sid, or its number from 0.
     *
     * @param place file and line, empty for one that no template writes
     */
    public record Name(String policy, String statement, String place) {

        @Override
        public String toString() {
            return statement.isEmpty() ? policy : policy + "/" + statement;
        }
    }

    public boolean covers(Need need) {
        return actions.match(need.action()).isPresent()
                && resources.match(need.resource()).isPresent();
    }

    /** Returns whether it may bear on a call that is checked here. */
    public boolean isChecked() {
        return CHECKED.stream().anyMatch(actions::concern);
    }
}
