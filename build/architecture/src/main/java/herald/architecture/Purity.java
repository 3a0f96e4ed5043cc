package herald.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a class may use that only decides: the JDK's values, collections and texts, and memory. Not what reaches outside of
 * it (files, sockets, processes, properties), nor threads and what they share, nor clocks, chance and the place it runs in.
 *
 * <p>What it uses of its own module has to be pure in turn. A port is an interface, and its implementations are not looked
 * at; its futures may be held and chained, but neither waited for nor timed nor sent to other threads.
 */
final class Purity {

    private static final Set<String> PACKAGES = Set.of(
            "java.lang",
            "java.lang.annotation",
            "java.lang.invoke",
            "java.lang.runtime",
            "java.math",
            "java.nio",
            "java.nio.charset",
            "java.text",
            "java.time",
            "java.time.chrono",
            "java.time.format",
            "java.time.temporal",
            "java.time.zone",
            "java.util",
            "java.util.function",
            "java.util.regex",
            "java.util.stream",
            "org.jspecify.annotations");

    private static final Set<String> CLASSES_BESIDES = Set.of(
            "java.io.ByteArrayInputStream",
            "java.io.ByteArrayOutputStream",
            "java.io.IOException",
            "java.io.Serializable",
            "java.io.StringReader",
            "java.io.StringWriter",
            "java.io.UncheckedIOException",
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.CompletionException",
            "java.util.concurrent.CompletionStage",
            "java.util.concurrent.Future");

    private static final Set<String> CLASSES_NOT = Set.of(
            "java.lang.ClassLoader",
            "java.lang.InheritableThreadLocal",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.ProcessHandle",
            "java.lang.Runtime",
            "java.lang.Thread",
            "java.lang.ThreadGroup",
            "java.lang.ThreadLocal",
            "java.nio.MappedByteBuffer",
            "java.util.Scanner",
            "java.util.ServiceLoader",
            "java.util.Timer",
            "java.util.TimerTask");

    /** Methods and fields of those classes that reach outside all the same. */
    private static final Pattern REACHES_OUT = Pattern.compile(String.join(
            "|",
            "java\\.lang\\.System\\.(?!arraycopy|identityHashCode|lineSeparator).*",
            "java\\.lang\\.Class\\.(forName|getResource).*",
            "java\\.lang\\.Object\\.(notify|wait).*",
            "java\\.lang\\.(Strict)?Math\\.random.*",
            "java\\.time\\.\\w+\\.now\\((java\\.time\\.ZoneId)?\\)",
            "java\\.time\\.(Clock|InstantSource)\\.(system|tick).*",
            "java\\.time\\.ZoneId\\.systemDefault.*",
            "java\\.util\\.(Locale|TimeZone)\\.getDefault.*",
            "java\\.util\\.UUID\\.randomUUID.*",
            "java\\.util\\.(Random|SplittableRandom)\\.<init>\\(\\)",
            "java\\.util\\.Collections\\.shuffle\\(java\\.util\\.List\\)",
            "java\\.util\\.concurrent\\.(Completable)?Future\\.(\\w+(Async|Timeout)|delayedExecutor|get|join)\\(.*"));

    private final JavaClasses module;
    private final Set<String> libraries;

    /** @param libraries packages that are pure as well, with all below them */
    Purity(JavaClasses module, Set<String> libraries) {
        this.module = module;
        this.libraries = libraries;
    }

    /** Returns what is not pure about some classes and all that they use of their module, a sentence each. */
    List<String> faults(Collection<JavaClass> some) {
        List<String> faults = new ArrayList<>();
        Set<JavaClass> seen = new HashSet<>(some);
        Deque<JavaClass> left = new ArrayDeque<>(some);
        while (!left.isEmpty()) {
            JavaClass type = left.removeFirst();
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (module.contain(target.getName())) {
                    if (seen.add(target)) {
                        left.addLast(target);
                    }
                } else if (!isPure(target)) {
                    faults.add("not pure: " + dependency.getDescription());
                }
            }
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                if (REACHES_OUT.matcher(access.getTarget().getFullName()).matches()) {
                    faults.add("not pure: " + access.getDescription());
                }
            }
        }
        return faults;
    }

    private boolean isPure(JavaClass type) {
        String name = Walls.topLevel(type).getName();
        return type.isPrimitive()
                || CLASSES_BESIDES.contains(name)
                || (PACKAGES.contains(type.getPackageName()) && !CLASSES_NOT.contains(name))
                || libraries.stream()
                        .anyMatch(library -> type.getPackageName().equals(library)
                                || type.getPackageName().startsWith(library + "."));
    }
}
