package herald.local.stack.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain GETs beside the WebSockets. */
final class PagesTest {

    private static Running start() {
        return Running.with().pages(PagesTest::page).start();
    }

    private static Optional<WebPages.WebPage> page(String path, String query) {
        return path.startsWith("/hello")
                ? Optional.of(new WebPages.WebPage(
                        200, "text/plain; charset=utf-8", (path + "|" + query).getBytes(StandardCharsets.UTF_8)))
                : Optional.empty();
    }

    @Test
    void pageIsServedAndNotCached() {
        try (Running stack = start()) {
            HttpResponse<String> response = stack.http("GET", "/hello%20you?a=%20", new byte[0]);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("/hello you|a=%20");
            assertThat(response.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
            assertThat(response.headers().firstValue("cache-control")).contains("no-store");
        }
    }

    @Test
    void pageIsServedToAClientThatWouldRatherSpeakHttp2() throws Exception {
        try (Running stack = start();
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + stack.host() + "/hello"))
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .isEqualTo("/hello|");
        }
    }

    @Test
    void headHasNoBody() {
        try (Running stack = start()) {
            HttpResponse<String> response = stack.http("HEAD", "/hello", new byte[0]);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("content-length")).contains("7");
            assertThat(response.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/dev", "/nothing"})
    void whatIsNoPageIsForbidden(String path) {
        try (Running stack = start()) {
            HttpResponse<String> response = stack.http("GET", path, new byte[0]);
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body()).isEqualTo("{\"message\":\"Forbidden\"}");
        }
    }

    @Test
    void otherMethodsAreForbidden() {
        try (Running stack = start()) {
            assertThat(stack.http("PUT", "/hello", new byte[3]).statusCode()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONSENSE", "GET /%zz HTTP/1.1"})
    void whatIsNoRequestIsABadRequest(String line) {
        try (Running stack = start()) {
            RawClient client = stack.open();
            client.send(line, "Host: x");
            assertThat(client.head().status()).isEqualTo(400);
        }
    }

    @Test
    void headersWithoutEndAreRefused() {
        try (Running stack = start()) {
            RawClient client = stack.open();
            client.send("GET /hello HTTP/1.1", "Host: x", "X-Long: " + "x".repeat(20_000));
            assertThat(client.head().status()).isEqualTo(431);
        }
    }
}
