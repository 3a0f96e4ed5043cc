package herald.local.stack.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The native HTTP client inside the runtime client's jar, taken out once for all environments.
 *
 * <p>Left to itself each process of the runtime client replaces one fixed file in {@code /tmp} and loads it, and two
 * that start at the same time break each other. Lambda's own start script names an unpacked file too.
 */
final class NativeClient {

    private NativeClient() {}

    /** @throws IOException also if the client has no library for this machine: AWS builds it for Linux alone */
    static Path unpack(Path runtimeClient, Path directory) throws IOException {
        Files.createDirectories(directory);
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(runtimeClient, "aws-lambda-java-runtime-interface-client*.jar")) {
            for (Path jar : jars) {
                return unpackFrom(jar, directory);
            }
        }
        throw new IOException("no aws-lambda-java-runtime-interface-client*.jar in " + runtimeClient);
    }

    private static Path unpackFrom(Path jar, Path directory) throws IOException {
        String name = libraryName();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry("jni/" + name);
            if (entry == null) {
                throw new IOException(jar.getFileName() + " has no " + name + ": AWS builds it for Linux only");
            }
            Path library = Files.createTempFile(directory, "runtime-client-", ".so");
            try (InputStream content = zip.getInputStream(entry)) {
                Files.copy(content, library, StandardCopyOption.REPLACE_EXISTING);
            }
            return library.toRealPath();
        }
    }

    private static String libraryName() throws IOException {
        String architecture = System.getProperty("os.arch", "").equals("aarch64") ? "aarch_64" : "x86_64";
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return "libaws-lambda-jni." + system + (musl() ? "_musl-" : "-") + architecture + ".so";
    }

    /** Alpine and its kin have no glibc but a loader of this name. */
    private static boolean musl() throws IOException {
        Path libraries = Path.of("/lib");
        if (!Files.isDirectory(libraries)) {
            return false;
        }
        try (DirectoryStream<Path> loaders = Files.newDirectoryStream(libraries, "ld-musl-*")) {
            return loaders.iterator().hasNext();
        }
    }
}
