package herald.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFilesTest {

    private static final Machine MACHINE = new Machine("A processor", 2, "7.8 GiB", "Linux 6.1", "Temurin-25");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final Result RESULT = new Result(
            "What a post costs",
            new Result.Setup(Map.of("wrk", "4.1.0"), "0.02, 99 % idle"),
            List.of(new Table("Warm", List.of("client", "µs"), List.of(List.of("a|b", "9.1")))),
            List.of(Target.atMost("lean", 16, "µs", 9.1)),
            List.of(new Row("lean", Map.of("micros", List.of(9.0, 9.1)))),
            "Ten rounds.");

    @TempDir
    Path directory;

    private ResultFiles files() {
        return new ResultFiles(directory, "bench/run posts");
    }

    @Test
    void saysAllThatAReaderNeedsToRepeatIt() {
        assertThat(files().markdown(RESULT, MACHINE, DAY)).isEqualTo("""
                # What a post costs

                `bench/run posts`, 2026-11-24

                - Machine: A processor, 2 cores, 7.8 GiB memory, Linux 6.1, JDK Temurin-25
                - Load before: 0.02, 99 % idle
                - Versions: wrk 4.1.0

                **Warm**

                | client | µs |
                | --- | ---: |
                | a\\|b | 9.1 |

                **What it was to show**

                |  | wanted | measured |  |
                | --- | ---: | ---: | ---: |
                | lean | ≤ 16 µs | 9.10 µs | met |

                Ten rounds.
                """);
    }

    @Test
    void keepsEverySingleMeasurement() throws IOException {
        assertThat(files().json(RESULT, MACHINE, DAY)).contains("\"name\" : \"lean\"", "\"micros\" : [ 9.0, 9.1 ]");
    }

    @Test
    void writesBothFiles() throws IOException {
        assertThat(files().write("posts", RESULT)).isEqualTo(directory.resolve("posts.md"));
        assertThat(directory.resolve("posts.md")).exists();
        assertThat(directory.resolve("posts.json")).exists();
    }

    @Test
    void rowThatDoesNotFitIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Table("", List.of("a", "b"), List.of(List.of("1"))));
    }

    @Test
    void memoryIsShownInGibibytes() {
        assertThat(Machine.memory("8123456 kB")).isEqualTo("7.7 GiB");
        assertThat(Machine.memory("")).isEqualTo("unknown");
    }

    @Test
    void processorIsFoundByItsLine() {
        assertThat(Machine.value(List.of("vendor_id\t: X", "model name\t: AMD EPYC"), "model name", "?"))
                .isEqualTo("AMD EPYC");
    }
}
