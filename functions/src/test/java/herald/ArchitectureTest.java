package herald;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The walls between the packages. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("herald");

    @Test
    void publicationsKnowNoneOfUs() {
        mayImport("publications");
    }

    @Test
    void socketIoKnowsPublications() {
        mayImport("socketio", "publications");
        classes()
                .that()
                .resideInAPackage("herald.socketio..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("herald.socketio..", "herald.publications..", "java..", "org.jspecify.."))
                .check(CLASSES);
    }

    @Test
    void dialectsKnowPublicationsAndSocketIo() {
        mayImport("dialects", "publications", "socketio");
    }

    @Test
    void connectionsKnowDialects() {
        mayImport("connections", "dialects", "publications");
    }

    @Test
    void queuesKnowConnectionsAndPublications() {
        mayImport("queues", "connections", "publications", "dialects");
    }

    @Test
    void leanKnowsNoneOfUs() {
        mayImport("lean");
    }

    @Test
    void postsKnowConnectionsAndDialects() {
        mayImport("posts", "connections", "dialects", "publications", "lean");
    }

    @Test
    void invocationKnowsPosts() {
        mayImport("invocation", "publications", "posts");
    }

    @Test
    void routesAndFanOutMeetInTheQueuesOnly() {
        mayImport("routes", "publications", "socketio", "dialects", "connections", "queues", "posts");
        mayImport("fanout", "publications", "socketio", "dialects", "connections", "queues", "posts", "invocation");
    }

    @Test
    void sweepNeedsNoQueue() {
        mayImport("sweep", "publications", "dialects", "connections", "posts", "invocation");
    }

    @Test
    void eventsKnowNoneOfUs() {
        mayImport("events");
    }

    @Test
    void thereAreNoCycles() {
        slices().matching("herald.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void environmentIsReadInSettingsOnly() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Settings")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(CLASSES);
    }

    @Test
    void sdkStaysAtTheEdge() {
        Set<String> edge = Set.of(
                "Clients",
                "ConnectionsTable",
                "ProgressTable",
                "SweepCoverageRow",
                "ConnectionRow",
                "SqsPublishQueue",
                "SqsDeliveryQueue",
                "SqsVisibility",
                "Outcomes",
                "ManagementApiPosts",
                "LeanManagementApi",
                "KeyRing",
                "ErrorAnswers",
                "ConnectionReader",
                "NoAnswer");
        noClasses()
                .that(outside(edge))
                .and()
                .doNotHaveSimpleName("Wiring")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .check(CLASSES);
    }

    @Test
    void wiringOnlyHandsTheClientsOn() {
        noClasses()
                .that()
                .haveSimpleName("Wiring")
                .should()
                .dependOnClassesThat(resideInAPackage("software.amazon..")
                        .and(new Named(
                                "is not a client", type -> !type.getSimpleName().endsWith("AsyncClient"))))
                .check(CLASSES);
    }

    @Test
    void lambdaEventsStayAtTheEntries() {
        Set<String> readers = Set.of(
                "ConnectionsFunction",
                "BroadcastFunction",
                "SweepFunction",
                "Exercises",
                "Rehearsal",
                "PublicationReader",
                "DeliveryMessageReader");
        noClasses()
                .that(outside(readers))
                .and()
                .resideOutsideOfPackages("herald.routes..", "herald.events..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.amazonaws..")
                .check(CLASSES);
    }

    @Test
    void purePackagesDoNoInputOrOutput() {
        classes()
                .that()
                .resideInAnyPackage("herald.publications..", "herald.socketio..", "herald.dialects..")
                .or()
                .haveNameMatching("herald\\.fanout\\.(Pace|Settlement|Debts)|herald\\.connections\\.Audience|"
                        + "herald\\.invocation\\.TimeReserve|herald\\.sweep\\.(DueTimes|Window|Verdict|PostSpread)"
                        + "|herald\\.invocation\\.TimeReserve|herald\\.sweep\\.(DueTimes|Window|Verdict|PostSpread)")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "herald..", "java..", "com.fasterxml.jackson.core..", "org.jspecify..", "com.amazonaws.."))
                .check(CLASSES);
    }

    @Test
    void futuresAreWaitedForAtTheEntriesOnly() {
        Set<String> entries = Set.of("ConnectionsFunction", "BroadcastFunction", "SweepFunction", "Exercises");
        noClasses()
                .that(outside(entries))
                .should()
                .callMethodWhere(new Calls("wait for a future", call -> {
                    MethodCallTarget target = call.getTarget();
                    return List.of("join", "get").contains(target.getName())
                            && target.getOwner().isAssignableTo(Future.class);
                }))
                .check(CLASSES);
    }

    @Test
    void asyncStepsNameTheirExecutor() {
        noClasses()
                .should()
                .callMethodWhere(new Calls("leave a step to the common pool", call -> {
                    MethodCallTarget target = call.getTarget();
                    return target.getName().endsWith("Async")
                            && target.getOwner().isAssignableTo(Future.class)
                            && target.getRawParameterTypes().stream()
                                    .noneMatch(type -> type.isEquivalentTo(Executor.class));
                }))
                .check(CLASSES);
    }

    private static void mayImport(String ours, String... others) {
        DescribedPredicate<JavaClass> forbidden =
                resideInAPackage("herald..").and(DescribedPredicate.not(resideInAPackage("herald." + ours + "..")));
        for (String other : others) {
            forbidden = forbidden.and(DescribedPredicate.not(resideInAPackage("herald." + other + "..")));
        }
        noClasses()
                .that()
                .resideInAPackage("herald." + ours + "..")
                .should()
                .dependOnClassesThat(forbidden)
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> outside(Set<String> names) {
        return new Named(
                "are not of " + names,
                type -> names.stream()
                        .noneMatch(name -> type.getName().matches("herald\\.(\\w+\\.)?" + name + "(\\$.*)?")));
    }

    private static final class Named extends DescribedPredicate<JavaClass> {
        private final Predicate<JavaClass> test;

        Named(String description, Predicate<JavaClass> test) {
            super(description);
            this.test = test;
        }

        @Override
        public boolean test(JavaClass type) {
            return test.test(type);
        }
    }

    private static final class Calls extends DescribedPredicate<JavaMethodCall> {
        private final Predicate<JavaMethodCall> test;

        Calls(String description, Predicate<JavaMethodCall> test) {
            super(description);
            this.test = test;
        }

        @Override
        public boolean test(JavaMethodCall call) {
            return test.test(call);
        }
    }
}
