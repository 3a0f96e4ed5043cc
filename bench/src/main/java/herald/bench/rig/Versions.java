package herald.bench.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions of what is compared; what isn't here is left out. */
public final class Versions {

    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)+");

    private Versions() {}

    /** The versions of all that the benchmarks know of. */
    public static Map<String, String> of(Workbench workbench, Tools tools) throws InterruptedException {
        Map<String, String> versions = new LinkedHashMap<>();
        Path lib = workbench.target().resolve("lib");
        jar(lib, "apigatewaymanagementapi").ifPresent(found -> versions.put("AWS SDK for Java", found));
        jar(lib, "netty-transport").ifPresent(found -> versions.put("Netty", found));
        Optional<Path> crt = tools.crt();
        crt.flatMap(there -> jar(there, "aws-crt-client")).ifPresent(found -> versions.put("the SDK with CRT", found));
        crt.flatMap(there -> jar(there, "aws-crt")).ifPresent(found -> versions.put("aws-crt", found));
        said(workbench, "node", "--version").ifPresent(found -> versions.put("Node", found));
        Path peers = workbench.root().resolve("bench/peers/node/node_modules/@aws-sdk");
        inFile(peers.resolve("client-apigatewaymanagementapi/package.json"))
                .ifPresent(found -> versions.put("AWS SDK for JavaScript", found));
        Path python = workbench.target().resolve("python/bin/python");
        said(workbench, python.toString(), "--version").ifPresent(found -> versions.put("Python", found));
        said(workbench, python.toString(), "-c", "import boto3; print(boto3.__version__)")
                .ifPresent(found -> versions.put("boto3", found));
        said(workbench, "sh", "-c", "wrk --version | head -n 1").ifPresent(found -> versions.put("wrk", found));
        said(workbench, "openssl", "version").ifPresent(found -> versions.put("OpenSSL", found));
        return versions;
    }

    /** The version of a library that the benchmarks use, under the name that the result gives it. */
    public static Map<String, String> ofJar(Workbench workbench, String title, String jar) {
        return jar(workbench.target().resolve("lib"), jar)
                .map(found -> Map.of(title, found))
                .orElse(Map.of());
    }

    /** The version in the name of the one jar {@code name-VERSION.jar}. */
    static Optional<String> jar(Path directory, String name) {
        try (var files = Files.newDirectoryStream(directory, name + "-[0-9]*.jar")) {
            for (Path file : files) {
                return first(String.valueOf(file.getFileName()).substring(name.length()));
            }
        } catch (IOException absent) {
            // Then it is not here.
        }
        return Optional.empty();
    }

    static Optional<String> first(String text) {
        Matcher matcher = NUMBER.matcher(text);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    private static Optional<String> inFile(Path packageFile) {
        try {
            return first(Files.readString(packageFile).replaceFirst("(?s).*\"version\":", ""));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    private static Optional<String> said(Workbench workbench, String... command) throws InterruptedException {
        try {
            return first(Commands.output(workbench.root(), List.of(command)));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }
}
