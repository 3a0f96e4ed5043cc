package herald;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import herald.architecture.Walls;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The walls between the packages. */
class ArchitectureTest {

    /** A package and those of ours that it may import; {@link Walls} says how to read it. */
    private static final Walls WALLS = Walls.of(Settings.class, "herald", """
            .            : *
            aws          :
            lean         :
            events       :
            invocation   :
            publications : aws
            socketio     : publications
            dialects     : aws publications socketio
            connections  : aws publications dialects invocation
            queues       : aws publications dialects connections invocation
            posts        : aws publications dialects connections lean
            routes       : aws publications dialects connections queues posts socketio invocation
            fanout       : aws publications dialects connections queues posts socketio invocation
            sweep        : aws publications dialects connections posts invocation
            clients      : lean fanout
            """);

    private static final JavaClasses CLASSES = WALLS.classes();

    @Test
    void packagesImportWhatTheTableSays() {
        WALLS.checkImports();
    }

    @Test
    void thereAreNoCircles() {
        WALLS.checkCircles();
        // But lean: a client's wires, calls and deadlines need each other.
        WALLS.checkCirclesOfFiles(
                ".",
                "clients",
                "events",
                "publications",
                "socketio",
                "dialects",
                "connections",
                "queues",
                "posts",
                "invocation",
                "fanout",
                "sweep",
                "routes");
    }

    @Test
    void leanClientIsOneType() {
        WALLS.checkPublic("lean", "LeanManagementApi");
    }

    @Test
    void decisionsArePure() {
        WALLS.checkPurity(
                Set.of(
                        "aws",
                        "publications",
                        "socketio",
                        "dialects",
                        "lean.Growth",
                        "lean.HttpAnswerReader",
                        "connections.Audience",
                        "invocation.TimeReserve",
                        "fanout.Pace",
                        "fanout.Settlement",
                        "fanout.Debts",
                        "sweep.DueTimes",
                        "sweep.Window",
                        "sweep.Verdict",
                        "sweep.PostSpread"),
                Set.of("com.fasterxml.jackson.core", "com.amazonaws.services.lambda.runtime.events"));
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
                "NoAnswer",
                "Call");
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
                "EntryPoint",
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
    void futuresAreWaitedForInOnePlaceOnly() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Mishap")
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
