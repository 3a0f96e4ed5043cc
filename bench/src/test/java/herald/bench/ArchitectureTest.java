package herald.bench;

import herald.architecture.Walls;
import org.junit.jupiter.api.Test;

/** The walls between the benchmarks. */
class ArchitectureTest {

    /** A package and those of ours that it may import; {@link Walls} says how to read it. */
    private static final Walls WALLS = Walls.of(Run.class, "herald.bench", """
            .         : *
            report    :
            rig       : report
            crowd     :
            codec     : report rig herald.publications herald.socketio herald.dialects
            codec.jmh_generated : codec
            coldstart : report rig
            posts     : report rig herald.clients
            endtoend  : report rig crowd
            sample    : herald report rig crowd endtoend
            scale     : report rig herald.publications herald.dialects herald.connections herald.queues herald.posts \
            herald.invocation herald.fanout
            """);

    @Test
    void packagesImportWhatTheTableSays() {
        WALLS.checkImports();
    }

    @Test
    void thereAreNoCircles() {
        WALLS.checkCircles();
    }
}
