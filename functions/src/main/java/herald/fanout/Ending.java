package herald.fanout;

import herald.publications.Publication;
import java.util.Optional;
import java.util.Set;

/**
 * How a fan-out ended. Without a failure, every connection has been delivered to, is gone, or is named in a message that
 * a queue has taken.
 *
 * @param failure why it has to be done again as a whole
 * @param tooLarge the publications that nobody can be sent
 */
record Ending(Optional<String> failure, Set<Publication> tooLarge) {

    static final Ending DONE = new Ending(Optional.empty(), Set.of());

    Ending {
        tooLarge = Set.copyOf(tooLarge);
    }

    static Ending failed(String reason) {
        return new Ending(Optional.of(reason), Set.of());
    }
}
