package herald.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** template.yaml with something changed that is no parameter of it. */
final class ChangedTemplate {

    private ChangedTemplate() {}

    /** @return what {@code --template} takes */
    static String of(UnaryOperator<String> change) {
        Path root = RunningStack.ROOT;
        try {
            String template = change.apply(Files.readString(root.resolve("template.yaml")))
                    .replace("functions/target/herald.jar", root + "/functions/target/herald.jar");
            Path file = Files.createTempFile(root.resolve("e2e/target"), "template-", ".yaml");
            return Files.writeString(file, template).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One message a batch, so that who is killed has one message under way; and as many receives as it takes, since on a
     * slow machine invocations are long and the same one is killed again and again.
     */
    static String withSingleMessages() {
        return of(template -> template.replace("BatchSize: 10", "BatchSize: 1")
                .replaceAll("maxReceiveCount: (?:10|!If .*)", "maxReceiveCount: 1000"));
    }
}
