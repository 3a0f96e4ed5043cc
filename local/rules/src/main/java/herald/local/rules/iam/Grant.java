package herald.local.rules.iam;

import java.util.List;

/**
 * The permissions of a function, by its logical id and its physical name. Immutable.
 *
 * @param own what the stand-in itself does in this role's name, as Lambda would: polling queues, writing the log
 */
public record Grant(String function, String functionName, Role role, List<Need> own) {

    public Grant {
        own = List.copyOf(own);
    }
}
