package herald.local.template.functions;

import herald.local.template.text.Findings;
import herald.local.template.text.Nearest;
import herald.local.template.values.Properties;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The kind of a function, judged before its code is looked at: its package, its runtime, and what they can't be
 * combined with (AWS docs, Lambda runtimes; "Improving startup performance with Lambda SnapStart").
 */
final class FunctionKind {

    private static final List<String> JAVA =
            List.of("java11", "java17", "java21", "java25", "java11.al2023", "java17.al2023");

    private static final Pattern OTHERS =
            Pattern.compile("java8(\\.al2)?|(python|ruby)\\d\\.\\d+|nodejs(\\d+\\.x|\\d\\.\\d+)?"
                    + "|dotnet\\d+|dotnetcore\\d\\.\\d|go1\\.x|provided(\\.al2(023)?)?");

    /** The runtimes that have snapshots: Python from 3.12 on, .NET from 8 on. */
    private static final Pattern SNAPSHOTS =
            Pattern.compile("java(11|17|21|25)(\\.al2023)?|python3\\.(1[2-9]|[2-9]\\d)|dotnet([89]|\\d\\d)");

    private static final int LEAST_STORAGE = 512;
    private static final int MOST_STORAGE = 10_240;

    private static final Map<String, String> NOT_RUN = Map.of(
            "DurableConfig", "durable functions are not supported by the stand-in",
            "CapacityProviderConfig", "managed instances are not supported by the stand-in",
            "FileSystemConfigs", "file systems are not supported by the stand-in",
            "FunctionUrlConfig", "function URLs are HTTP, and the stand-in runs WebSocket APIs");

    private FunctionKind() {}

    /** Returns whether it is a function that the stand-in runs, so that its code is worth a look. */
    static boolean check(Properties properties, Findings findings) {
        var run = isRun(properties, findings);
        findings.step(() -> checkSnapStart(properties));
        findings.step(() -> storage(properties));
        findings.step(() -> checkArchitecture(properties));
        return run;
    }

    private static boolean isRun(Properties properties, Findings findings) {
        var image = findings.tried(() -> isImage(properties), true);
        if (image) {
            var property = properties.has("PackageType") ? "PackageType" : "ImageUri";
            findings.step(() ->
                    properties.refuseToRun(property, "container images are not run; a jar, a zip or a directory is"));
            return false;
        }
        if (!findings.tried(() -> isJava(properties), false)) {
            findings.step(() -> requireCode(properties));
            return false;
        }
        NOT_RUN.forEach((name, why) -> findings.step(() -> properties.refuseToRun(name, why)));
        findings.step(() -> properties.refuse("InlineCode", "there is no inline code for Java; CodeUri names a jar"));
        findings.step(() -> {
            if (!properties.items("Layers").isEmpty()) {
                throw properties.notRun(
                        "Layers", "layers are not supported; put what is in them into the function's package");
            }
        });
        return !properties.has("InlineCode");
    }

    private static boolean isImage(Properties properties) {
        return properties.text("PackageType").orElse("Zip").equals("Image") || properties.has("ImageUri");
    }

    private static boolean isJava(Properties properties) {
        var runtime = properties.requiredText("Runtime");
        if (JAVA.contains(runtime)) {
            return true;
        }
        if (!OTHERS.matcher(runtime).matches()) {
            throw properties.refusal("Runtime", runtime + " is no runtime of Lambda" + Nearest.hint(runtime, JAVA));
        }
        throw properties.notRun(
                "Runtime",
                runtime.startsWith("java")
                        ? runtime + " is not run; java11, java17, java21 and java25 are"
                        : runtime + " is not run; only Java functions are");
    }

    private static void requireCode(Properties properties) {
        // Without CodeUri SAM packs the template's own directory.
        properties.requiredText("Handler");
    }

    private static boolean isSnapshot(Properties properties) {
        return properties
                .map("SnapStart")
                .flatMap(snapStart -> snapStart.text("ApplyOn"))
                .filter("PublishedVersions"::equals)
                .isPresent();
    }

    static boolean hasSnapshots(String runtime) {
        return SNAPSHOTS.matcher(runtime).matches();
    }

    private static void checkSnapStart(Properties properties) {
        if (!isSnapshot(properties)) {
            return;
        }
        if (isImage(properties)) {
            throw properties.refusal("SnapStart", "is not for container images");
        }
        var runtime = properties.text("Runtime").orElse("");
        if (!hasSnapshots(runtime)) {
            throw properties.refusal("SnapStart", "is not there for " + runtime);
        }
        properties.refuse("ProvisionedConcurrencyConfig", "can't be combined with SnapStart");
        if (!properties.items("FileSystemConfigs").isEmpty()) {
            throw properties.refusal("FileSystemConfigs", "can't be combined with SnapStart");
        }
        if (storage(properties) > LEAST_STORAGE) {
            throw properties
                    .map("EphemeralStorage")
                    .orElseThrow()
                    .refusal("Size", "of more than 512 MB can't be combined with SnapStart");
        }
    }

    private static int storage(Properties properties) {
        return properties
                .map("EphemeralStorage")
                .map(storage ->
                        storage.integer("Size", LEAST_STORAGE, MOST_STORAGE).orElse(LEAST_STORAGE))
                .orElse(LEAST_STORAGE);
    }

    private static void checkArchitecture(Properties properties) {
        var architectures = properties.texts("Architectures");
        if (architectures.size() > 1) {
            throw properties.refusal("Architectures", "has " + architectures.size() + ", and a function has one");
        }
        for (var architecture : architectures) {
            if (!List.of("x86_64", "arm64").contains(architecture)) {
                throw properties.refusal("Architectures", architecture + " is not one of x86_64, arm64");
            }
        }
    }

    /** Returns the version of Java that a runtime has. */
    static int javaVersion(String runtime) {
        var digits = runtime.replaceFirst("^java(\\d+).*", "$1");
        return digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : Integer.MAX_VALUE;
    }
}
