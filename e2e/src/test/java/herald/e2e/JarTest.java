package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What is deployed holds what is needed and no more; what is new here is to be decided and not to happen. */
class JarTest {

    private static final Path JAR = RunningStack.ROOT.resolve("functions/target/herald.jar");

    /** It is about 13 million bytes, three quarters of them the SDK. */
    private static final long MOST_BYTES = 13_500_000;

    @Test
    void jarIsNoLargerThanItWas() throws IOException {
        assertThat(Files.size(JAR)).isLessThan(MOST_BYTES);
    }

    @Test
    void jarHoldsOnlyWhatWasDecidedOn() throws IOException {
        Set<String> packages = new TreeSet<>();
        try (var jar = new JarFile(JAR.toFile())) {
            jar.stream()
                    .map(entry -> entry.getName().split("/", -1))
                    .filter(path -> path[path.length - 1].endsWith(".class"))
                    .forEach(path -> packages.add(path[0].equals("herald") ? "herald" : path[0] + "." + path[1]));
        }
        assertThat(packages)
                .containsExactly(
                        "com.amazonaws",
                        "com.fasterxml",
                        "herald",
                        "io.netty",
                        "org.crac",
                        "org.joda",
                        "org.reactivestreams",
                        "org.slf4j",
                        "software.amazon");
    }

    @Test
    void jarHoldsNoCodecThatNobodyUses() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .noneMatch(name -> name.startsWith("io/netty/handler/codec/spdy/")
                            || name.startsWith("io/netty/handler/codec/http/websocketx/")
                            || name.startsWith("META-INF/maven/")
                            || name.endsWith(".java"));
        }
    }
}
