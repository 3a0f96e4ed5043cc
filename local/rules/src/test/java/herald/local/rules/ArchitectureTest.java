package herald.local.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import herald.architecture.Walls;
import herald.local.rules.prices.BundledPrices;
import herald.local.rules.prices.Prices;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The walls of what AWS decides: four packages that don't know each other, and nothing outside. */
class ArchitectureTest {

    private static final Walls WALLS = Walls.of(Prices.class, "herald.local.rules", """
            calendar   :
            cloudwatch :
            iam        :
            prices     :
            """);

    @Test
    void packagesImportWhatTheTableSays() {
        WALLS.checkImports();
        WALLS.checkCircles();
    }

    @Test
    void allOfItOnlyDecidesButForTheListOfPricesThatItCarries() {
        Set<String> all = WALLS.classes().stream()
                .filter(type -> type.isTopLevelClass() && !type.isEquivalentTo(BundledPrices.class))
                .map(JavaClass::getName)
                .filter(name -> !name.endsWith("package-info"))
                .collect(Collectors.toSet());
        WALLS.checkPurity(all, Set.of("com.fasterxml.jackson"));
    }

    @Test
    void librariesAreTheseAlone() {
        WALLS.checkLibraries("com.fasterxml.jackson", "org.jspecify");
    }
}
