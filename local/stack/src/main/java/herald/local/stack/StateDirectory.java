package herald.local.stack;

import herald.local.stack.wire.Sha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The folder that a stack leaves for the next run of the same template. One stack has it at a time. */
public final class StateDirectory implements AutoCloseable {

    private static final int NAME_DIGITS = 12;

    /** The most stacks of one template at one time, without a directory chosen for them. */
    private static final int SIDE_BY_SIDE = 20;

    private final Path path;
    private final FileChannel lock;

    private StateDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Returns the chosen one, or the template's own: the first that no other stack has, so that two of the same template
     * run side by side and each finds its messages again.
     *
     * @throws StartRefusal if another stack has it, or it can't be written
     */
    public static StateDirectory taken(Options options, Home home) throws StartRefusal {
        if (options.input().state().isPresent()) {
            Path chosen = options.input().state().get();
            return take(chosen)
                    .orElseThrow(() -> new StartRefusal("another local/up keeps its messages in " + chosen
                            + "; stop it, or give this one a --state directory of its own"));
        }
        Path own = home.target().resolve("state").resolve(name(options.input().template()));
        for (int n = 1; n <= SIDE_BY_SIDE; n++) {
            Optional<StateDirectory> free = take(n == 1 ? own : own.resolveSibling(own.getFileName() + "-" + n));
            if (free.isPresent()) {
                return free.get();
            }
        }
        throw new StartRefusal(SIDE_BY_SIDE + " stacks run this template already; give this one a --state directory");
    }

    /** Returns the directory, empty if another stack has it. */
    private static Optional<StateDirectory> take(Path path) throws StartRefusal {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new StateDirectory(path, channel));
        } catch (IOException failure) {
            throw new StartRefusal("state directory " + path + " can't be used: " + failure.getMessage(), failure);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    private static String name(Path template) {
        return Sha256.hex(template.toString().getBytes(StandardCharsets.UTF_8)).substring(0, NAME_DIGITS);
    }
}
