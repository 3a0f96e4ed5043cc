package herald.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The walls of one module: its packages and what each may import of ours. Its checks throw {@link AssertionError}, naming
 * all that is wrong. Immutable.
 *
 * <p>A module's test has one table and asks for each check:
 *
 * {@snippet :
 * class ArchitectureTest {
 *     private static final Walls WALLS = Walls.of(Up.class, "herald.local", """
 *             .         : *
 *             template  : herald.publications
 *             stack     : stack.lambda template
 *             """);
 *
 *     @Test
 *     void packagesImportWhatTheTableSays() {
 *         WALLS.checkImports();
 *     }
 *
 *     @Test
 *     void noCircles() {
 *         WALLS.checkCircles();
 *         WALLS.checkCirclesOfFiles("template");
 *     }
 *
 *     @Test
 *     void templateDecidesOnly() {
 *         WALLS.checkPurity(Set.of("template"), Set.of("org.snakeyaml"));
 *     }
 * }
 * }
 *
 * <p>A row is a package and, behind a colon, those that it may import besides itself. Each package of the module has exactly
 * one row, and each row has a package. Names are below the root, {@code .} is the root itself, a name that begins with the
 * root's first word is whole, {@code .*} behind a name means all packages below it too, and {@code *} all that is ours. So a
 * package of another module has to be in the row as well; libraries need not be, but {@link #checkLibraries} names them.
 */
public final class Walls {

    private final JavaClasses classes;
    private final ImportTable table;

    private Walls(JavaClasses classes, ImportTable table) {
        this.classes = classes;
        this.table = table;
    }

    /**
     * The walls of the module that a class is from: the classes in the same folder or jar, below the root.
     *
     * @param root the package that all names begin with
     * @param table a row a line, as above
     */
    public static Walls of(Class<?> ofTheModule, String root, String table) {
        try {
            var place = Path.of(ofTheModule
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            var read = ImportTable.read(root, table);
            JavaClasses all = new ClassFileImporter().importPath(place);
            return new Walls(
                    all.that(DescribedPredicate.describe(
                            "below " + root, type -> read.isBelowRoot(type.getPackageName()))),
                    read);
        } catch (URISyntaxException nowhere) {
            throw new IllegalArgumentException("where is " + ofTheModule + "?", nowhere);
        }
    }

    /** The module's classes, for rules of its own. */
    public JavaClasses classes() {
        return classes;
    }

    /** Checks that each package has a row, each row a package, and that no class imports what its row does not allow. */
    public void checkImports() {
        Set<String> packages =
                classes.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
        List<String> wrong = new ArrayList<>();
        packages.stream()
                .filter(name -> !table.has(name))
                .forEach(name -> wrong.add(name + " has no row in the table"));
        table.packages().stream()
                .filter(name -> !packages.contains(name))
                .forEach(name -> wrong.add(name + " has a row in the table, and no class"));
        for (JavaClass type : classes) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target =
                        dependency.getTargetClass().getBaseComponentType().getPackageName();
                if (table.has(type.getPackageName()) && !table.allows(type.getPackageName(), target)) {
                    wrong.add(type.getPackageName() + " may not import " + target + ": " + dependency.getDescription());
                }
            }
        }
        expectNone(wrong);
    }

    /** Checks that no packages need each other, directly or by way of others. */
    public void checkCircles() {
        checkCircles("packages", type -> SliceIdentifier.of(type.getPackageName()));
    }

    /** Checks the same of the files within each of some packages. */
    public void checkCirclesOfFiles(String... packages) {
        for (String name : packages) {
            Set<JavaClass> files = Set.copyOf(classesOf(Set.of(name)));
            checkCircles(
                    "files of " + name,
                    type -> files.contains(type)
                            ? SliceIdentifier.of(topLevel(type).getName())
                            : SliceIdentifier.ignore());
        }
    }

    /**
     * Checks that some packages or classes only decide: that they do no input or output, know no threads, read no clock and
     * draw no lots ({@link Purity} says what that means), nor does anything of this module that they use.
     *
     * @param parts packages ({@code template.text}) and classes ({@code template.text.Lines})
     * @param libraries packages of libraries that are pure as well, with all below them
     */
    public void checkPurity(Set<String> parts, Set<String> libraries) {
        expectNone(new Purity(classes, libraries).faults(classesOf(parts)));
    }

    /**
     * Checks that the module uses nothing but the JDK's own packages, ours, and some libraries.
     *
     * @param libraries packages, with all below them
     */
    public void checkLibraries(String... libraries) {
        Set<String> allowed = Set.of(libraries);
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : classes) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                String name = target.getPackageName();
                if (!target.isPrimitive()
                        && !ImportTable.isWithin(name, "java")
                        && !table.isOurs(name)
                        && allowed.stream().noneMatch(library -> ImportTable.isWithin(name, library))) {
                    wrong.add("not among the libraries: " + dependency.getDescription());
                }
            }
        }
        expectNone(wrong);
    }

    /**
     * Checks that the public types of a package are these and no others.
     *
     * @param types simple names of types at the top
     */
    public void checkPublic(String name, String... types) {
        Set<String> found = classesOf(Set.of(name)).stream()
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = new TreeSet<>(List.of(types));
        expectNone(found.equals(expected) ? List.of() : List.of(name + " has public " + found + ", not " + expected));
    }

    private void checkCircles(String what, Function<JavaClass, SliceIdentifier> slice) {
        SlicesRuleDefinition.slices()
                .assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return slice.apply(type);
                    }

                    @Override
                    public String getDescription() {
                        return what;
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    private List<JavaClass> classesOf(Set<String> parts) {
        List<JavaClass> found = new ArrayList<>();
        for (String part : parts) {
            String whole = table.whole(part);
            List<JavaClass> some = classes.stream()
                    .filter(type -> type.getPackageName().equals(whole)
                            || topLevel(type).getName().equals(whole))
                    .toList();
            if (some.isEmpty()) {
                throw new AssertionError("there is no package and no class " + whole);
            }
            found.addAll(some);
        }
        return found;
    }

    static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(Walls::topLevel).orElse(type);
    }

    private static void expectNone(Collection<String> wrong) {
        if (!wrong.isEmpty()) {
            throw new AssertionError(String.join("\n", new TreeSet<>(wrong)));
        }
    }
}
