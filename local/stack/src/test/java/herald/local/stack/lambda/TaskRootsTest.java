package herald.local.stack.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskRootsTest {

    @TempDir
    Path directory;

    private Path code;
    private TaskRoots roots;

    @BeforeEach
    void write() throws IOException {
        code = Files.createDirectories(directory.resolve("code"));
        Files.createDirectories(code.resolve("a/b"));
        Files.writeString(code.resolve("a/b/Handler.class"), "x");
        roots = new TaskRoots(directory.resolve("work"));
    }

    @Test
    void aDirectoryIsUsedAsItIs() throws IOException {
        assertThat(roots.of(code)).isEqualTo(code.toRealPath());
    }

    @Test
    void anArchiveIsUnpackedOnce() throws IOException {
        Path jar = Archive.of(code, directory.resolve("code.jar"));
        Path root = roots.of(jar);
        assertThat(root.resolve("a/b/Handler.class")).hasContent("x");
        assertThat(roots.of(directory.resolve("work/../code.jar"))).isEqualTo(root);
    }

    @Test
    void anEntryThatLeadsOutIsRefused() throws IOException {
        Path zip = directory.resolve("evil.zip");
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.putNextEntry(new ZipEntry("../../outside"));
            out.closeEntry();
        }
        assertThatThrownBy(() -> roots.of(zip)).isInstanceOf(IOException.class).hasMessageContaining("../../outside");
    }

    @Test
    void aHandlersClassIsFoundAmongTheClassesAndInTheLibraries() throws IOException {
        Path packed = Files.createDirectories(directory.resolve("packed/lib"));
        Archive.of(code, packed.resolve("code.jar"));
        assertThat(TaskRoots.hasHandler(code, "a.b.Handler::handleRequest")).isTrue();
        assertThat(TaskRoots.hasHandler(packed.resolveSibling("."), "a.b.Handler"))
                .isTrue();
        assertThat(TaskRoots.hasHandler(code, "a.b.Other")).isFalse();
    }
}
