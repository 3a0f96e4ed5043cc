package herald.local.stack.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import herald.local.template.spec.TemplateRefusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RouteSelectionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "$request.body.action              | {\"action\":\"join\"}                 | join",
                "$request.body.a.b                 | {\"a\":{\"b\":\"deep\"}}              | deep",
                "${request.body.action}            | {\"action\":\"join\"}                 | join",
                "${request.body.s}/${request.body.a} | {\"s\":\"chat\",\"a\":\"join\"}     | chat/join",
                "${request.body.s}/${request.body.a} | {\"s\":\"chat\"}                    | chat/",
                "$request.body.action              | {\"other\":1}                         | ''",
                "$request.body.a.b                 | {\"a\":\"text\"}                      | ''",
                "$request.body.action              | {\"action\":null}                     | ''",
                "$request.body.action              | {\"action\":5}                        | 5",
                "$request.body.action              | {\"action\":1.50}                     | 1.50",
                "$request.body.action              | {\"action\":true}                     | true",
                "$request.body.action              | {\"action\":[1,\"a\"]}                | [1,\"a\"]",
                "$request.body.action              | {\"action\":{\"x\":1}}                | {\"x\":1}",
                "$request.body.list[1].name        | {\"list\":[0,{\"name\":\"n\"}]}       | n",
                "$request.body.list[7]             | {\"list\":[0]}                        | ''",
                "$request.body                     | {\"a\":1}                             | {\"a\":1}",
                "fixed                             | {}                                    | fixed",
                "\\$default                        | {}                                    | $default",
                "v1-${request.body.action}-x       | {\"action\":\"join\"}                 | v1-join-x",
            })
    void expressionGivesKey(String expression, String message, String key) {
        assertThat(RouteSelection.of(expression).routeKey(message)).contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "", "5", "\"text\"", "[{\"action\":\"join\"}]", "null", "{\"action\":", "{} {}"})
    void whatIsNoJsonObjectHasNoKey(String message) {
        assertThat(RouteSelection.of("$request.body.action").routeKey(message)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$request.header.X", "$context.routeKey", "${request.body.a", "$request.body.a[*]", "$"})
    void whatIsNotOfTheBodyIsRefused(String expression) {
        assertThatThrownBy(() -> RouteSelection.of(expression))
                .isInstanceOf(TemplateRefusal.class)
                .hasMessageContaining(expression);
    }

    @Test
    void refusalNamesTheApi() {
        assertThatThrownBy(() -> Running.with().expression("$request.path").start())
                .isInstanceOf(TemplateRefusal.class)
                .hasMessageStartingWith("chat: ");
    }
}
