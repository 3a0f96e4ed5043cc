package herald.local.stack.lambda;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs a task root as `mvn package` or `sam build` would. */
final class Archive {

    private Archive() {}

    static Path of(Path root, Path archive) throws IOException {
        try (Stream<Path> found = Files.walk(root);
                OutputStream file = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            List<Path> files = found.filter(Files::isRegularFile).toList();
            for (Path each : files) {
                zip.putNextEntry(new ZipEntry(root.relativize(each).toString()));
                Files.copy(each, zip);
                zip.closeEntry();
            }
        }
        return archive;
    }
}
