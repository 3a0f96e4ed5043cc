package herald.local.template;

import herald.local.template.spec.Place;
import herald.local.template.spec.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A directory with a template and the packages that it names, and a place that they would run at. */
public final class Fixture {

    public static final Place PLACE = place(false);

    public final List<String> notices = new ArrayList<>();

    private final Path directory;

    public Fixture(Path directory) {
        this.directory = directory;
        zip("build/rooms.jar", "rooms/Talk.class", "rooms/Door.class");
        write("sources/pom.xml", "<project/>");
        nest("build/ledger.zip", "lib/ledger.jar", "ledger/Book.class");
    }

    public static Place place(boolean tls) {
        return new Place("us-east-1", "123456789012", "teahouse", "127.0.0.1:3000", tls, "http://127.0.0.1:9324");
    }

    public static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(Fixture.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Template read(String name) {
        return read(name, Map.of());
    }

    public Template read(String name, Map<String, String> parameters) {
        return readText(name, resource(name), parameters);
    }

    public Template readText(String name, String text, Map<String, String> parameters) {
        return TemplateReader.read(write(name, text), parameters, PLACE, notices::add);
    }

    public Template readAt(Place place, String name) {
        return TemplateReader.read(write(name, resource(name)), Map.of(), place, notices::add);
    }

    public Path write(String name, String text) {
        try {
            var file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void writeClass(String name, byte[] content) {
        try {
            var file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void zip(String name, String... entries) {
        try {
            var file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
                for (var entry : entries) {
                    zip.putNextEntry(new ZipEntry(entry));
                    if (entry.endsWith(".class")) {
                        zip.write(HandlerFile.of(entry));
                    }
                    zip.closeEntry();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void nest(String outer, String inner, String entry) {
        zip("nested.jar", entry);
        try (var zip = new ZipOutputStream(Files.newOutputStream(directory.resolve(outer)))) {
            zip.putNextEntry(new ZipEntry(inner));
            zip.write(Files.readAllBytes(directory.resolve("nested.jar")));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
