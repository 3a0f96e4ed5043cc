package herald.bill;

import herald.architecture.Walls;
import org.junit.jupiter.api.Test;

/** The walls of the estimate: prices are all that it needs of ours. */
class ArchitectureTest {

    private static final Walls WALLS = Walls.of(Estimate.class, "herald", "bill : local.rules.prices");

    @Test
    void itImportsPricesAlone() {
        WALLS.checkImports();
    }

    @Test
    void librariesAreTheseAlone() {
        WALLS.checkLibraries("com.fasterxml.jackson", "org.jspecify", "picocli");
    }
}
