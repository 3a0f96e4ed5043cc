package herald.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import herald.local.stack.Home;
import herald.local.stack.StartRefusal;
import herald.local.stack.StateDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateDirectoryTest {

    @TempDir
    private Path root;

    @BeforeEach
    void writeTemplate() throws Exception {
        Files.createFile(root.resolve("template.yaml"));
    }

    private StateDirectory taken(String... arguments) throws Exception {
        Home home = new Home(root);
        UpForm form = new UpForm();
        assertThat(Program.read(Program.commandLine(form), arguments, System.out))
                .isTrue();
        return StateDirectory.taken(form.checked(home), home);
    }

    @Test
    void twoStacksOfOneTemplateHaveADirectoryEachAndFindItAgain() throws Exception {
        Path first;
        Path second;
        try (StateDirectory one = taken();
                StateDirectory other = taken()) {
            first = one.path();
            second = other.path();
            assertThat(second).isNotEqualTo(first);
        }
        try (StateDirectory one = taken();
                StateDirectory other = taken()) {
            assertThat(one.path()).isEqualTo(first);
            assertThat(other.path()).isEqualTo(second);
        }
    }

    @Test
    void aChosenDirectoryThatIsInUseIsNamed() throws Exception {
        String chosen = root.resolve("mine").toString();
        try (StateDirectory one = taken("--state", chosen)) {
            assertThat(one.path()).hasToString(chosen);
            assertThatThrownBy(() -> taken("--state", chosen))
                    .isInstanceOf(StartRefusal.class)
                    .hasMessageContaining(chosen);
        }
    }
}
