package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole stack with {@code --tls}: clients and functions on one side, the certificate's file between them. */
final class SpeaksTlsTest {

    private static RunningStack stack;

    @BeforeAll
    static void up() {
        stack = RunningStack.start("--tls");
    }

    @AfterAll
    static void down() {
        if (stack != null) {
            stack.close();
        }
    }

    private static Client connect(URI url) {
        return Client.connecting(Client.http(stack.ready()), url).join();
    }

    @Test
    void everyAddressOfTheGatewayIsOfTlsAndTheQueuesAreNot() {
        assertThat(stack.ready().get("webSocketUrl").asText()).startsWith("wss://127.0.0.1:");
        assertThat(stack.ready().get("connectionsUrl").asText()).startsWith("https://127.0.0.1:");
        assertThat(stack.ready().get("consoleUrl").asText()).startsWith("https://127.0.0.1:");
        assertThat(stack.ready().get("outputs").get("WebSocketUrl"))
                .isEqualTo(stack.ready().get("webSocketUrl"));
        assertThat(stack.ready().get("sqsUrl").asText()).startsWith("http://");
        assertThat(Path.of(stack.ready().get("certificate").asText())).isRegularFile();
    }

    @Test
    void anEventReachesAClientThatTrustsTheCertificate() {
        try (Client client = connect(stack.webSocketUrl())) {
            String id = stack.publish("{\"name\":\"Apples\"}");
            assertThat(client.awaitEvent("item_added").get("id").asText()).isEqualTo(id);
        }
    }

    @Test
    void aClientsOwnEventComesBackToItByName() {
        URI byName = URI.create(stack.webSocketUrl().toString().replace("127.0.0.1", "localhost"));
        try (Client client = connect(byName)) {
            client.send("{\"event\":\"item_removed\",\"data\":1}");
            assertThat(client.awaitEvent("item_removed").get("data").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aClientThatDoesNotTrustItDoesNotGetIn() {
        assertThatThrownBy(() -> Client.connect(stack.webSocketUrl()))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void aClientWithoutTlsDoesNotGetIn() {
        URI plain = URI.create(stack.webSocketUrl().toString().replace("wss:", "ws:"));
        assertThatThrownBy(() -> Client.connect(plain)).isInstanceOf(CompletionException.class);
    }

    @Test
    void theConsoleIsThereByTheSameCertificate() {
        assertThat(stack.console().has("connections")).isTrue();
    }
}
