package herald.local.stack.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import herald.local.rules.iam.Region;
import java.io.UncheckedIOException;
import java.net.BindException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a WebSocket can be opened, before any handler is asked. */
final class UpgradeTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/prod", "/dev/below", "/Dev", "/dev2"})
    void pathThatIsNoStageIsForbidden(String path) {
        try (Running stack = Running.start()) {
            RawClient client = stack.upgrade(path);
            assertThat(client.head().status()).isEqualTo(403);
            assertThat(client.rest()).isEqualTo("{\"message\":\"Forbidden\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/", "/dev/?token=x", "/dev?token=x"})
    void stageMayHaveASlashAndAQuery(String path) {
        try (Running stack = Running.start()) {
            assertThat(stack.upgrade(path).head().status()).isEqualTo(101);
            assertThat(stack.gateway().connections()).hasSize(1);
        }
    }

    @Test
    void urlOf4096CharactersIsTheLongest() {
        try (Running stack = Running.start()) {
            assertThat(stack.upgrade("/dev?" + "x".repeat(4091)).head().status())
                    .isEqualTo(101);
            assertThat(stack.refused("/dev?" + "x".repeat(4092)).status()).isEqualTo(414);
        }
    }

    @Test
    void queryThatIsNotProperlyEncodedIsABadRequest() {
        try (Running stack = Running.start()) {
            assertThat(stack.refused("/dev?a=%zz").status()).isEqualTo(400);
        }
    }

    @Test
    void semicolonIsPartOfAValue() {
        try (Running stack = Running.start()) {
            stack.refused("/dev?a=1;b=2");
            assertThat(stack.awaitSeen("$connect", 1)
                            .getFirst()
                            .event()
                            .get("queryStringParameters")
                            .toString())
                    .isEqualTo("{\"a\":\"1;b=2\"}");
        }
    }

    @Test
    void upgradeWithoutAKeyIsABadRequest() {
        try (Running stack = Running.start()) {
            RawClient client = stack.open();
            client.send("GET /dev HTTP/1.1", "Host: x", "Connection: keep-alive, Upgrade", "Upgrade: websocket");
            assertThat(client.head().status()).isEqualTo(400);
        }
    }

    @Test
    void pageFromAFileMayConnect() {
        try (Running stack = Running.start()) {
            stack.raw("Origin: null");
            assertThat(stack.gateway().connections()).hasSize(1);
        }
    }

    @Test
    void idsAreOfTheUrlSafeAlphabet() {
        Ids ids = new Ids();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            all.append(ids.next());
        }
        assertThat(all.toString()).contains("-", "_").doesNotContain("+", "/");
    }

    @Test
    void portInUseIsNamed() {
        try (Running stack = Running.start()) {
            GatewaySettings taken = GatewaySettings.defaults(stack.port(), new Region("eu-west-1", "123456789012"));
            assertThatThrownBy(() -> Running.with().settings(_ -> taken).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(String.valueOf(stack.port()))
                    .hasCauseInstanceOf(BindException.class);
        }
    }
}
