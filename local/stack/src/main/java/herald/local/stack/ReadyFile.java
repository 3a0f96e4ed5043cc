package herald.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The {@code READY} object as a file, by which {@code local/publish} finds the stack that runs. */
public record ReadyFile(Path path) {

    /** Returns a file in the state directory if one was chosen, lest a side stack stands in for the main one. */
    public static ReadyFile of(Options options, Home home) {
        return new ReadyFile(options.input().state().orElse(home.target()).resolve("ready.json"));
    }

    public void write(ReadyNotice ready) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.writeString(path, ready.json());
    }

    /** Removes it, unless another stack has written its own since. */
    public void remove(ReadyNotice ready) throws IOException {
        if (Files.exists(path) && Files.readString(path).equals(ready.json())) {
            Files.delete(path);
        }
    }
}
