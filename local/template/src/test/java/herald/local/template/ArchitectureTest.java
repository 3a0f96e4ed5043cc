package herald.local.template;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import herald.architecture.Walls;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The walls between the rooms, each of which imports only those before it. */
class ArchitectureTest {

    /** Other modules import {@code .} and {@code spec}. */
    private static final Walls WALLS = Walls.of(TemplateReader.class, "herald.local.template", """
            spec         : herald.local.rules.calendar herald.local.rules.cloudwatch herald.local.rules.iam
            facts        :
            text         : spec
            values       : spec text
            declarations : spec text values facts
            resources    : spec text values declarations
            functions    : spec text values declarations resources
            stores       : spec text values declarations resources
            alarms       : spec text values resources herald.local.rules.cloudwatch
            api          : spec text values declarations resources functions
            events       : spec text values declarations resources functions facts herald.local.rules.calendar
            roles        : spec text values declarations resources events facts herald.local.rules.iam
            .            : herald.local.template.* herald.local.rules.iam
            """);

    @Test
    void roomsImportWhatTheTableSays() {
        WALLS.checkImports();
    }

    @Test
    void thereAreNoCircles() {
        WALLS.checkCircles();
        WALLS.checkCirclesOfFiles(
                "facts",
                "spec",
                "text",
                "values",
                "declarations",
                "resources",
                "functions",
                "stores",
                "alarms",
                "api",
                "events",
                "roles",
                ".");
    }

    @Test
    void twoTypesReadTemplates() {
        WALLS.checkPublic(".", "TemplateReader", "Critic");
    }

    @Test
    void functionsAreEvaluatedWithoutSideEffects() {
        WALLS.checkPurity(
                Set.of("values", "roles.PolicyReader"),
                Set.of("com.fasterxml.jackson", "herald.local.rules", "java.security"));
    }

    @Test
    void readingNeedsTheseLibrariesOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "herald.local.rules..",
                        "herald.local.template..",
                        "com.fasterxml.jackson..",
                        "org.snakeyaml.engine..",
                        "org.jspecify.annotations..")
                .check(WALLS.classes());
    }

    @Test
    void readingKnowsNoThreadAndNoNetwork() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.util.concurrent..")
                .check(WALLS.classes());
    }
}
