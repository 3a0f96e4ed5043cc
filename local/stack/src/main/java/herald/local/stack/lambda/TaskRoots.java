package herald.local.stack.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The directories that functions run in, {@code /var/task} on Lambda. An archive is unpacked once, however many
 * functions share it; a directory is used as it is. Not thread-safe.
 */
final class TaskRoots {

    private final Path directory;
    private final Map<Path, Path> roots = new HashMap<>();

    /** @param directory archives are unpacked below it */
    TaskRoots(Path directory) {
        this.directory = directory;
    }

    /** @param code a jar, a zip or a directory */
    Path of(Path code) throws IOException {
        Path file = code.toRealPath();
        if (Files.isDirectory(file)) {
            return file;
        }
        Path known = roots.get(file);
        if (known != null) {
            return known;
        }
        Path root = unpack(file);
        roots.put(file, root);
        return root;
    }

    /**
     * Returns whether a handler's class ({@code package.Class}, or with {@code ::method}) is where the runtime client
     * will look for it. Left to itself the client says so only when the first event comes.
     */
    static boolean hasHandler(Path root, String handler) throws IOException {
        String file = handler.split("::", -1)[0].replace('.', '/') + ".class";
        if (Files.exists(root.resolve(file))) {
            return true;
        }
        Path libraries = root.resolve("lib");
        if (!Files.isDirectory(libraries)) {
            return false;
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(libraries, "*.jar")) {
            for (Path jar : jars) {
                if (hasEntry(jar, file)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasEntry(Path jar, String name) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.getEntry(name) != null;
        }
    }

    private Path unpack(Path archive) throws IOException {
        Files.createDirectories(directory);
        Path root = Files.createTempDirectory(directory, archive.getFileName() + "-")
                .toRealPath();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                unpack(zip, entries.nextElement(), root);
            }
        }
        return root;
    }

    private static void unpack(ZipFile zip, ZipEntry entry, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException(zip.getName() + " has an entry that leads out of it: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        try (InputStream content = zip.getInputStream(entry)) {
            Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
