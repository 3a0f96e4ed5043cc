package herald.local;

import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * Where the stand-in's own files are.
 *
 * @param root of the repository
 */
record Home(Path root) {

    /** Found from where this class was loaded: {@code local/target}, from the jar as from the classes in it. */
    static Home located() {
        try {
            Path code = Path.of(Home.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new Home(code.resolve("../../..").normalize());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Path template() {
        return root.resolve("template.yaml");
    }

    Path runtimeClient() {
        return root.resolve("local/parts/runtime-client/target/lib");
    }

    Path dynamoDb() {
        return root.resolve("local/parts/dynamodb-local/target/lib");
    }

    /** What may be deleted while no stack runs. */
    Path target() {
        return root.resolve("local/target");
    }
}
