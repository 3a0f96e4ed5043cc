package herald.local.template.functions;

import herald.local.template.spec.TemplateRefusal;
import herald.local.template.text.Nearest;
import herald.local.template.text.Origin;
import herald.local.template.text.Value;
import herald.local.template.values.Properties;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * A function's package, which exists: a jar, a zip, or a directory, in which classes lie at the root or in jars in
 * {@code lib} (AWS docs, Lambda Java packages).
 */
record HandlerCode(Path path) {

    /** The directories where builds put what they make. */
    private static final Pattern BUILT = Pattern.compile("(^|/)(target|build|out|dist|bazel-[^/]+|\\.aws-sam)/");

    /** Files to look at for a class, which is more than any package's first class is away. */
    private static final int MOST_FILES = 20_000;

    private static final int DEEPEST_PACKAGE = 6;

    private static final List<String> BUILDS = List.of("pom.xml", "build.gradle", "build.gradle.kts");

    static HandlerCode find(Properties properties, String property, Path directory) {
        var at = properties.origin(property);
        var value = properties.required(property);
        if (!(value instanceof Value.Text) || value.asText().startsWith("s3://")) {
            throw at.notRun("code in S3 is not run; a jar, a zip or a directory beside the template is");
        }
        var uri = value.asText();
        var path = directory.resolve(uri).normalize();
        if (!Files.exists(path)) {
            throw missing(path, uri, at);
        }
        if (Files.isDirectory(path)) {
            refuseSources(path, uri, at);
        } else if (!isZip(path)) {
            throw at.refusal(uri + " is neither a jar, nor a zip, nor a directory");
        }
        return new HandlerCode(path);
    }

    /**
     * A package that a build has yet to make is no mistake of the template's; but where there are others, it is not
     * made by that name.
     */
    private static TemplateRefusal missing(Path path, String uri, Origin at) {
        var sentence = uri + " does not exist; build it with " + build(path) + " (looked for " + path + ")";
        if (!isPackage(path)) {
            return at.notRun(sentence);
        }
        var others = packages(path.resolveSibling(""));
        var unbuilt = others.isEmpty() && BUILT.matcher(uri).find();
        return unbuilt ? at.notRun(sentence) : at.refusal(sentence + Nearest.hint(fileName(path), others));
    }

    private static boolean isPackage(Path path) {
        return fileName(path).matches("(?i).*\\.(jar|zip)");
    }

    private static List<String> packages(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.filter(HandlerCode::isPackage)
                    .map(HandlerCode::fileName)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String fileName(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** Says how to build, by the nearest directory above that says it. */
    private static String build(Path missing) {
        for (var parent = missing.getParent(); parent != null; parent = parent.getParent()) {
            var directory = parent;
            var found = BUILDS.stream()
                    .filter(file -> Files.exists(directory.resolve(file)))
                    .findFirst();
            if (found.isPresent()) {
                return found.get().equals("pom.xml") ? "`mvn package`" : "`gradle build`";
            }
        }
        return "`mvn package`";
    }

    private static void refuseSources(Path path, String uri, Origin at) {
        for (var build : BUILDS) {
            if (Files.exists(path.resolve(build)) && !hasClasses(path)) {
                throw at.notRun(uri + " holds sources (" + build + "), which only `sam build` turns into a package;"
                        + " build it and name the jar, such as target/NAME.jar");
            }
        }
        if (!holdsCode(path)) {
            throw at.notRun(uri + " holds no class and no jar in lib, so it has to be built; name what a build makes of"
                    + " it, such as target/NAME.jar");
        }
    }

    /** Classes lie near the top of a package; what lies deeper, or where builds work, is something else. */
    private static boolean holdsCode(Path directory) {
        if (!packages(directory.resolve("lib")).isEmpty()) {
            return true;
        }
        try (var files = Files.walk(directory, DEEPEST_PACKAGE)) {
            return files.limit(MOST_FILES)
                    .map(file -> directory.relativize(file).toString())
                    .anyMatch(file ->
                            file.endsWith(".class") && !BUILT.matcher(file).find());
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static boolean hasClasses(Path directory) {
        try (var files = Files.list(directory)) {
            return files.anyMatch(file -> file.toString().endsWith(".class") || file.endsWith("lib"));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isZip(Path file) {
        try (var zip = new ZipFile(file.toFile())) {
            return zip.size() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    String fileName() {
        return path.getFileName() == null ? path.toString() : fileName(path);
    }

    /** Returns the bytes of a class, by its name with dots; empty if the package has none. */
    Optional<byte[]> classFile(String name) throws IOException {
        var file = name.replace('.', '/') + ".class";
        return Files.isDirectory(path) ? inDirectory(file) : inZip(file);
    }

    private Optional<byte[]> inDirectory(String file) throws IOException {
        if (Files.exists(path.resolve(file))) {
            return Optional.of(Files.readAllBytes(path.resolve(file)));
        }
        var lib = path.resolve("lib");
        if (!Files.isDirectory(lib)) {
            return Optional.empty();
        }
        try (var jars = Files.newDirectoryStream(lib, "*.jar")) {
            for (var jar : jars) {
                try (var zip = new ZipFile(jar.toFile())) {
                    var entry = zip.getEntry(file);
                    if (entry != null) {
                        return Optional.of(zip.getInputStream(entry).readAllBytes());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<byte[]> inZip(String file) throws IOException {
        try (var zip = new ZipFile(path.toFile())) {
            var own = zip.getEntry(file);
            if (own != null) {
                return Optional.of(zip.getInputStream(own).readAllBytes());
            }
            var jars = zip.stream()
                    .filter(entry -> entry.getName().matches("lib/[^/]+\\.jar"))
                    .toList();
            for (var jar : jars) {
                try (var content = zip.getInputStream(jar)) {
                    var nested = inNestedJar(content, file);
                    if (nested.isPresent()) {
                        return nested;
                    }
                }
            }
            return Optional.empty();
        }
    }

    private static Optional<byte[]> inNestedJar(InputStream content, String file) throws IOException {
        try (var jar = new ZipInputStream(content)) {
            for (var entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                if (entry.getName().equals(file)) {
                    return Optional.of(jar.readAllBytes());
                }
            }
            return Optional.empty();
        }
    }
}
