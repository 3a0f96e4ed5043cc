package herald.local.cli;

import herald.architecture.Walls;
import org.junit.jupiter.api.Test;

/** The walls of the command lines: above everything, so that they may know what they start and print. */
class ArchitectureTest {

    private static final Walls WALLS = Walls.of(
            Up.class,
            "herald.local",
            "cli : rules.prices template template.* stack stack.access stack.gateway stack.metrics stack.schedules"
                    + " stack.weather stack.wire");

    @Test
    void itImportsWhatTheTableSays() {
        WALLS.checkImports();
    }

    @Test
    void librariesAreTheseAlone() {
        WALLS.checkLibraries("com.fasterxml.jackson", "org.jspecify", "picocli");
    }
}
