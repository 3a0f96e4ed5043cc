package herald.local.stack.services;

import java.util.Optional;

/** Decides whether a call gets to its service. Called on a front's thread: answers at once, and does not throw. */
@FunctionalInterface
public interface Gate {

    /** Returns what the call is answered instead, if it is not let through. */
    Optional<ServiceError> refusal(ServiceCall call);
}
