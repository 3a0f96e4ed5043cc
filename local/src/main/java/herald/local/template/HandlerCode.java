package herald.local.template;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * A function's package: a jar, a zip, or a directory, in which classes lie at the root or in jars in {@code lib} (AWS
 * docs, Lambda Java packages).
 *
 * @param path absolute; exists
 */
record HandlerCode(Path path) {

    private static final List<String> BUILDS = List.of("pom.xml", "build.gradle", "build.gradle.kts");

    static HandlerCode find(Properties properties, String property, Path directory) {
        var at = properties.origin(property);
        var value = properties.required(property);
        if (!(value instanceof Value.Text) || value.asText().startsWith("s3://")) {
            throw at.refusal("code in S3 is not run; a jar, a zip or a directory beside the template is");
        }
        var uri = value.asText();
        var path = directory.resolve(uri).normalize();
        if (!Files.exists(path)) {
            throw at.refusal(uri + " does not exist; build it with " + build(path) + " (looked for " + path + ")");
        }
        if (Files.isDirectory(path)) {
            refuseSources(path, uri, at);
        } else if (!isZip(path)) {
            throw at.refusal(uri + " is neither a jar, nor a zip, nor a directory");
        }
        return new HandlerCode(path);
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
                throw at.refusal(uri + " holds sources (" + build + "), which only `sam build` turns into a package;"
                        + " build it and name the jar, such as target/NAME.jar");
            }
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

    /** @param handler {@code package.Class} or {@code package.Class::method} */
    void require(String handler, Origin at) {
        var name = handler.split("::", 2)[0];
        if (!name.matches("[\\p{javaJavaIdentifierPart}.]+")) {
            throw at.refusal(handler + " is neither package.Class nor package.Class::method");
        }
        var file = name.replace('.', '/') + ".class";
        boolean found;
        try {
            found = Files.isDirectory(path) ? inDirectory(file) : inZip(file);
        } catch (IOException e) {
            throw at.refusal(path.getFileName() + " can't be read: " + e.getMessage());
        }
        if (!found) {
            throw at.refusal("there is no class " + name + " in " + path.getFileName());
        }
    }

    private boolean inDirectory(String file) throws IOException {
        if (Files.exists(path.resolve(file))) {
            return true;
        }
        var lib = path.resolve("lib");
        if (!Files.isDirectory(lib)) {
            return false;
        }
        try (var jars = Files.newDirectoryStream(lib, "*.jar")) {
            for (var jar : jars) {
                try (var zip = new ZipFile(jar.toFile())) {
                    if (zip.getEntry(file) != null) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean inZip(String file) throws IOException {
        try (var zip = new ZipFile(path.toFile())) {
            if (zip.getEntry(file) != null) {
                return true;
            }
            var jars = zip.stream()
                    .filter(entry -> entry.getName().matches("lib/[^/]+\\.jar"))
                    .toList();
            for (var jar : jars) {
                try (var content = zip.getInputStream(jar)) {
                    if (inNestedJar(content, file)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private static boolean inNestedJar(InputStream content, String file) throws IOException {
        try (var jar = new ZipInputStream(content)) {
            for (var entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                if (entry.getName().equals(file)) {
                    return true;
                }
            }
            return false;
        }
    }
}
