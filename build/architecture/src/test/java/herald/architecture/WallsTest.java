package herald.architecture;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each check finds in a small house what it is for, and nothing where all is well. */
class WallsTest {

    private static final Walls HOUSE = house("""
            .       : kitchen
            kitchen : cellar
            cellar  :
            """);

    private static Walls house(String table) {
        return Walls.of(WallsTest.class, "herald.architecture.house", table);
    }

    @Test
    void importsAreAllowedByTheTable() {
        assertThatCode(HOUSE::checkImports).doesNotThrowAnyException();
        assertThatCode(house(". : *\nkitchen : herald.architecture.house.cellar.*\ncellar :")::checkImports)
                .doesNotThrowAnyException();
    }

    @Test
    void importThatTheTableDoesNotAllowIsFound() {
        assertThatThrownBy(house(". : kitchen\nkitchen :\ncellar : kitchen")::checkImports)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("house.kitchen may not import herald.architecture.house.cellar")
                .hasMessageContaining("Cook.java");
    }

    @Test
    void packageWithoutARowIsFoundAndSoIsARowWithoutAPackage() {
        assertThatThrownBy(house(". : kitchen\nkitchen : cellar\nattic :")::checkImports)
                .hasMessageContaining("house.cellar has no row")
                .hasMessageContaining("house.attic has a row");
    }

    @Test
    void tableThatCantBeReadIsRefused() {
        assertThatThrownBy(() -> house("kitchen")).hasMessageContaining("not one colon");
        assertThatThrownBy(() -> house("kitchen :\nkitchen :")).hasMessageContaining("a second row");
    }

    @Test
    void circleOfFilesIsFoundAndOfPackagesThereIsNone() {
        assertThatCode(HOUSE::checkCircles).doesNotThrowAnyException();
        assertThatCode(() -> HOUSE.checkCirclesOfFiles("kitchen")).doesNotThrowAnyException();
        assertThatThrownBy(() -> HOUSE.checkCirclesOfFiles("kitchen", "cellar"))
                .hasMessageContaining("Barrel")
                .hasMessageContaining("Rack");
    }

    @Test
    void circleOfPackagesIsFound() {
        assertThatThrownBy(Walls.of(WallsTest.class, "herald.architecture.round", "")::checkCircles)
                .hasMessageContaining("round.left")
                .hasMessageContaining("round.right");
    }

    @Test
    void whatOnlyDecidesIsPure() {
        assertThatCode(() -> HOUSE.checkPurity(Set.of(".", "kitchen.Cook", "cellar.Barrel"), Set.of()))
                .as("but for the dice")
                .hasMessageContaining("Math.random")
                .hasMessageNotContainingAny("Clock", "CompletableFuture");
        assertThatCode(() -> HOUSE.checkPurity(Set.of("kitchen.Cook", "cellar.Wine"), Set.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void whatLooksOutsideIsFoundByWayOfOthersToo() {
        assertThatThrownBy(() -> HOUSE.checkPurity(Set.of("kitchen.Timer"), Set.of()))
                .hasMessageContaining("System.nanoTime()")
                .hasMessageContaining("Instant.now()")
                .hasMessageContaining("CompletableFuture.join()");
    }

    @Test
    void librariesAreImpureUnlessNamed() {
        assertThatThrownBy(() ->
                        Walls.of(WallsTest.class, "herald.architecture", "").checkPurity(Set.of("WallsTest"), Set.of()))
                .hasMessageContaining("org.assertj");
        assertThatThrownBy(() -> HOUSE.checkPurity(Set.of("kitchen.Nobody"), Set.of()))
                .hasMessageContaining("no package and no class herald.architecture.house.kitchen.Nobody");
    }

    @Test
    void libraryThatIsNotNamedIsFound() {
        assertThatCode(HOUSE::checkLibraries).doesNotThrowAnyException();
        Walls own = Walls.of(WallsTest.class, "herald.architecture", "");
        assertThatThrownBy(() -> own.checkLibraries("org.junit")).hasMessageContaining("org.assertj");
        assertThatCode(() -> own.checkLibraries("org.junit", "org.assertj")).doesNotThrowAnyException();
    }

    @Test
    void publicTypesAreTheOnesThatAreNamed() {
        assertThatCode(() -> HOUSE.checkPublic("cellar", "Wine")).doesNotThrowAnyException();
        assertThatThrownBy(() -> HOUSE.checkPublic("kitchen", "Cook", "Clock"))
                .hasMessageContaining("public [Cook], not [Clock, Cook]");
    }
}
