package herald.local.stack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import herald.architecture.Walls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The walls between the parts of the stack. */
class ArchitectureTest {

    /** Nothing imports the root, which puts the parts together, and nothing but {@code cli} what it offers. */
    private static final Walls WALLS = Walls.of(Stack.class, "herald.local.stack", """
            feed         :
            wire         :
            services     :
            weather      : services
            tables       : wire herald.local.template.spec
            access       : services wire herald.local.rules.iam
            meter        : services herald.local.rules.cloudwatch herald.local.rules.prices herald.local.template.spec
            metrics      : feed weather meter herald.local.rules.cloudwatch herald.local.template.spec
            surroundings : feed weather meter services
            lambda       : surroundings feed weather meter services wire herald.local.rules.cloudwatch \
                           herald.local.template.spec
            queues       : surroundings feed weather meter lambda wire herald.local.template.spec
            schedules    : feed weather meter lambda herald.local.rules.calendar herald.local.template.spec
            gateway      : surroundings feed weather meter lambda services access herald.local.rules.iam \
                           herald.local.template.spec
            console      : feed weather gateway
            .            : herald.local.stack.* herald.local.rules.iam herald.local.rules.prices herald.local.template \
                           herald.local.template.spec
            """);

    @Test
    void partsImportWhatTheTableSays() {
        WALLS.checkImports();
    }

    @Test
    void thereAreNoCircles() {
        WALLS.checkCircles();
        WALLS.checkCirclesOfFiles("feed", "surroundings");
    }

    @Test
    void librariesAreTheseAlone() {
        WALLS.checkLibraries(
                "com.fasterxml.jackson",
                "com.sun.net.httpserver",
                "com.typesafe.config",
                "io.netty",
                "javax.crypto",
                "javax.net.ssl",
                "org.apache.pekko",
                "org.elasticmq",
                "org.jspecify",
                "scala");
    }

    /** Of HTTP, access and the meter need only what reads the parameters of a query or a form. */
    @ParameterizedTest
    @CsvSource({
        "org.elasticmq.., queues",
        "org.apache.pekko.., queues",
        "scala.., queues",
        "com.typesafe.config.., queues",
        "com.sun.net.httpserver.., lambda",
        "io.netty.channel.., gateway|services",
        "io.netty.handler.., gateway|services|access|meter"
    })
    void aLibraryIsKnownWhereItIsNeeded(String library, String packages) {
        noClasses()
                .that()
                .haveNameNotMatching("herald\\.local\\.stack\\.(" + packages + ")\\..*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(WALLS.classes());
    }
}
