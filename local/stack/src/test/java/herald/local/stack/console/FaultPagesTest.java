package herald.local.stack.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import herald.local.stack.gateway.WebPages.Order;
import herald.local.stack.gateway.WebPages.WebPage;
import herald.local.stack.weather.Chance;
import herald.local.stack.weather.Fault;
import herald.local.stack.weather.Weather;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultPagesTest {

    private final Weather weather = Weather.fair();
    private final FaultPages faults =
            new FaultPages(weather, function -> count(function, 2), function -> count(function, 3));

    private static OptionalInt count(String function, int count) {
        return function.equals("F") ? OptionalInt.of(count) : OptionalInt.empty();
    }

    private WebPage send(String method, String path, String query, String body) {
        return faults.send(new Order(method, path, query, body.getBytes(UTF_8))).orElseThrow();
    }

    private WebPage put(String body) {
        return send("PUT", "/console/faults", "", body);
    }

    private static String text(WebPage page) {
        return new String(page.body(), UTF_8);
    }

    @Test
    void putReplacesAllAndGetTells() {
        put("[{\"kind\":\"error\",\"rate\":1},{\"kind\":\"hang\",\"rate\":1}]");
        WebPage answer = put("[{\"kind\":\"slow\",\"rate\":0.5}]");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(text(answer)).isEqualTo("[{\"kind\":\"slow\",\"rate\":0.5}]");
        assertThat(faults.get("/console/faults")).map(FaultPagesTest::text).contains(text(answer));
        assertThat(weather.chances()).containsExactly(Chance.of(Fault.SLOW, 0.5));
    }

    @Test
    void whatHappenedIsCountedByItsWord() {
        weather.change(List.of(Chance.of(Fault.LOST_ANSWER, 1)));
        weather.ofPost("a");
        weather.ofPost("b");
        assertThat(faults.get("/console/faults/happened"))
                .map(FaultPagesTest::text)
                .contains("{\"lost-answer\":2}");
    }

    @Test
    void whatIsWrongChangesNothing() {
        put("[{\"kind\":\"error\",\"rate\":1}]");
        WebPage answer = put("[{\"kind\":\"error\",\"rate\":0.5},{\"kind\":\"error\",\"rate\":2}]");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer)).isEqualTo("{\"message\":\"error: 2.0 is not a rate; give 0 to 1\"}");
        assertThat(weather.chances()).containsExactly(Chance.of(Fault.ERROR, 1));
    }

    @Test
    void aFaultThatCantHappenInThisRunIsAConflict() {
        WebPage answer = put("[{\"kind\":\"dynamodb-error\",\"rate\":1}]");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(text(answer)).contains("TLS");
    }

    @ParameterizedTest
    @CsvSource({"function=F,200,{\"killed\":2}", "function=G,404,no function G", "x=1,400,function=LogicalId"})
    void killSaysHowMany(String query, int status, String says) {
        WebPage answer = send("POST", "/console/faults/kill", query, "");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(text(answer)).contains(says);
    }

    @ParameterizedTest
    @CsvSource({"function=F,200,{\"replaced\":3}", "function=G,404,no function G", "x=1,400,function=LogicalId"})
    void coldSaysHowMany(String query, int status, String says) {
        WebPage answer = send("POST", "/console/faults/cold", query, "");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(text(answer)).contains(says);
    }

    @ParameterizedTest
    @CsvSource({"POST,/console/faults", "PUT,/console/faults/kill", "DELETE,/console/faults", "PUT,/console"})
    void anythingElseIsNoOrder(String method, String path) {
        assertThat(faults.send(new Order(method, path, "", new byte[0]))).isEmpty();
    }
}
