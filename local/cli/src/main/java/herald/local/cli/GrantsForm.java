package herald.local.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The part of the {@link UpForm} that is about what roles were granted. */
final class GrantsForm {

    @Option(
            names = "--grants",
            paramLabel = "DIR",
            description = "when it ends, write there what of the roles' permissions was used; local/grants DIR tells"
                    + " what was not")
    private @Nullable Path directory;

    Optional<Path> directory() {
        return Optional.ofNullable(directory).map(Path::toAbsolutePath);
    }
}
