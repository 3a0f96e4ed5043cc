package herald.local.stack;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The place of the stand-in's own files.
 *
 * @param root of the repository
 */
public record Home(Path root) {

    /** Returns the home around the place that this class was loaded from, be it a jar or a folder of classes. */
    public static Home located() {
        try {
            Path place = Path.of(Home.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            while (!Files.isDirectory(place.resolve("local/parts"))) {
                place = Objects.requireNonNull(place.getParent(), "no folder around " + place + " holds local/parts");
            }
            return new Home(place);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public Path template() {
        return root.resolve("template.yaml");
    }

    Path runtimeClient() {
        return root.resolve("local/parts/runtime-client/target/lib");
    }

    Path dynamoDb() {
        return root.resolve("local/parts/dynamodb-local/target/lib");
    }

    /** Returns the folder whose files may be deleted while no stack runs. */
    public Path target() {
        return root.resolve("local/cli/target");
    }
}
