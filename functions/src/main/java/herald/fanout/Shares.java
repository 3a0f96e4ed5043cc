package herald.fanout;

import herald.connections.Checkpoint;
import herald.publications.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Publications that can be fanned out together, since they have come equally far. Pure. */
final class Shares {

    private Shares() {}

    record Share(List<Publication> publications, Checkpoint.Reached from) {}

    /** Neighbours together, in their order; what has reached everybody is left out. */
    static List<Share> of(List<Publication> publications, Function<Publication, Checkpoint> checkpoints) {
        List<Share> shares = new ArrayList<>();
        Checkpoint before = new Checkpoint.Finished();
        for (Publication publication : publications) {
            Checkpoint checkpoint = checkpoints.apply(publication);
            if (checkpoint instanceof Checkpoint.Reached from) {
                if (!checkpoint.equals(before)) {
                    shares.add(new Share(new ArrayList<>(), from));
                }
                shares.getLast().publications().add(publication);
            }
            before = checkpoint;
        }
        return shares;
    }
}
