package herald.bench.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a result for people, {@code NAME.md}, and for programs, {@code NAME.json}. */
public final class ResultFiles {

    private final Path directory;
    private final String command;

    /** @param command what was called, as a reader would repeat it */
    public ResultFiles(Path directory, String command) {
        this.directory = directory;
        this.command = command;
    }

    /** @return the file for people */
    public Path write(String name, Result result) throws IOException {
        Files.createDirectories(directory);
        var machine = Machine.read();
        LocalDate day = LocalDate.now(ZoneOffset.UTC);
        Path markdown = directory.resolve(name + ".md");
        Files.writeString(markdown, markdown(result, machine, day));
        Files.writeString(directory.resolve(name + ".json"), json(result, machine, day));
        return markdown;
    }

    String markdown(Result result, Machine machine, LocalDate day) {
        List<String> parts = new ArrayList<>();
        parts.add("# " + result.title() + "\n");
        parts.add("`" + command + "`, " + day + "\n");
        parts.add("- Machine: " + machine + "\n- Load before: " + result.setup().load() + "\n- Versions: "
                + versions(result.setup().versions()) + "\n");
        result.tables().forEach(table -> parts.add(table.markdown()));
        if (!result.targets().isEmpty()) {
            parts.add(targets(result.targets()).markdown());
        }
        parts.add(result.method().strip() + "\n");
        return String.join("\n", parts);
    }

    private static String versions(Map<String, String> versions) {
        return String.join(
                ", ",
                versions.entrySet().stream()
                        .map(version -> version.getKey() + " " + version.getValue())
                        .toList());
    }

    private static Table targets(List<Target> targets) {
        return new Table(
                "What it was to show",
                List.of("", "wanted", "measured", ""),
                targets.stream()
                        .map(target -> List.of(target.what(), target.wanted(), target.measured(), target.verdict()))
                        .toList());
    }

    String json(Result result, Machine machine, LocalDate day) throws IOException {
        var text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("title", result.title());
            json.writeStringField("command", command);
            json.writeStringField("date", day.toString());
            json.writeStringField("machine", machine.toString());
            json.writeStringField("load", result.setup().load());
            json.writeObjectFieldStart("versions");
            for (Map.Entry<String, String> version : result.setup().versions().entrySet()) {
                json.writeStringField(version.getKey(), version.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("rows");
            for (Row row : result.raw()) {
                row(json, row);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text + "\n";
    }

    private static void row(JsonGenerator json, Row row) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", row.name());
        for (Map.Entry<String, List<Double>> figure : row.figures().entrySet()) {
            json.writeArrayFieldStart(figure.getKey());
            for (double measured : figure.getValue()) {
                json.writeNumber(measured);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
