package herald.local.stack.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import herald.local.stack.lambda.InvocationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A REQUEST authorizer on {@code $connect}. */
final class AuthorizerTest {

    private static final String ARN = "arn:aws:execute-api:eu-west-1:123456789012:abcdef1234/dev/$connect";

    private static Running start() {
        return Running.with()
                .authorizer("route.request.querystring.token", "route.request.header.X-Tenant")
                .twoWay("$default")
                .start();
    }

    private static String policy(String effect, String context) {
        return """
                {"principalId":"user-7","context":%s,"policyDocument":{"Version":"2012-10-17","Statement":[
                 {"Effect":"%s","Action":"execute-api:Invoke","Resource":"%s"}]}}""".formatted(context, effect, ARN);
    }

    private static RawClient ask(Running stack) {
        return stack.upgrade("/dev?token=t", "x-tenant: blue");
    }

    private static int statusFor(String payload) {
        try (Running stack = start()) {
            stack.handlers().answer("authorizer", payload);
            return ask(stack).head().status();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev", "/dev?token=", "/dev?Token=t"})
    void missingIdentitySourceIs401WithoutACall(String path) {
        try (Running stack = start()) {
            assertThat(stack.refused(path, "X-Tenant: blue").status()).isEqualTo(401);
            assertThat(stack.handlers().seen()).isEmpty();
        }
    }

    @Test
    void allowedClientConnects() {
        assertThat(statusFor(policy("Allow", "{}"))).isEqualTo(101);
    }

    @Test
    void deniedClientIsForbidden() {
        assertThat(statusFor(policy("Deny", "{}"))).isEqualTo(403);
    }

    @Test
    void deniedClientIsNotToldToTheConnectHandler() {
        try (Running stack = start()) {
            stack.handlers().answer("authorizer", policy("Deny", "{}"));
            ask(stack).head();
            assertThat(stack.handlers().seen("$connect")).isEmpty();
        }
    }

    @Test
    void errorWithTheTextUnauthorizedIs401() {
        try (Running stack = start()) {
            stack.handlers()
                    .result("authorizer", new InvocationResult.Failed("java.lang.RuntimeException", "Unauthorized"));
            assertThat(ask(stack).head().status()).isEqualTo(401);
        }
    }

    @Test
    void anyOtherErrorIs500() {
        try (Running stack = start()) {
            stack.handlers().result("authorizer", new InvocationResult.Failed("java.lang.RuntimeException", "no key"));
            assertThat(ask(stack).head().status()).isEqualTo(500);
            assertThat(stack.problems()).anyMatch(problem -> problem.contains("no key"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"yes\"",
                "{}",
                "{\"principalId\":\"x\"}",
                "{\"policyDocument\":{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}}"
            })
    void whatIsNoPolicyIs500(String payload) {
        assertThat(statusFor(payload)).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":{}}", "{\"a\":[1]}", "{\"a\":null}", "\"text\""})
    void contextThatIsNotFlatIs500(String context) {
        assertThat(statusFor(policy("Allow", context))).isEqualTo(500);
    }

    @Test
    void resultOver8KilobytesIs500() {
        assertThat(statusFor(policy("Allow", "{\"a\":\"" + "x".repeat(8 * 1024) + "\"}")))
                .isEqualTo(500);
    }

    @Test
    void everyUpgradeAsksAgain() {
        try (Running stack = start()) {
            stack.handlers().answer("authorizer", policy("Allow", "{}"));
            ask(stack).head();
            ask(stack).head();
            assertThat(stack.handlers().seen("authorizer")).hasSize(2);
        }
    }

    @Test
    void eventIsThatOfTheDocumentation() {
        try (Running stack = start()) {
            ask(stack).head();
            JsonNode event = stack.handlers().seen("authorizer").getFirst().event();
            assertThat(event.get("type").asText()).isEqualTo("REQUEST");
            assertThat(event.get("methodArn").asText()).isEqualTo(ARN);
            assertThat(event.get("headers").get("Connection").asText()).isEqualTo("Upgrade");
            assertThat(event.get("headers").get("Upgrade").asText()).isEqualTo("websocket");
            assertThat(event.get("multiValueHeaders").get("x-tenant").toString())
                    .isEqualTo("[\"blue\"]");
            assertThat(event.get("queryStringParameters").toString()).isEqualTo("{\"token\":\"t\"}");
            assertThat(event.get("multiValueQueryStringParameters").toString()).isEqualTo("{\"token\":[\"t\"]}");
            assertThat(event.get("stageVariables").toString()).isEqualTo("{}");
            assertThat(event.get("requestContext").get("eventType").asText()).isEqualTo("CONNECT");
            assertThat(event.get("requestContext").get("connectionId").asText()).isNotEmpty();
        }
    }

    @Test
    void contextIsInEveryLaterEvent() {
        try (Running stack = start()) {
            stack.handlers().answer("authorizer", policy("Allow", "{\"team\":\"blue\",\"level\":3,\"admin\":true}"));
            RawClient client = ask(stack);
            client.head();
            client.text("hello");
            client.read();
            client.close(1000);
            for (String function : new String[] {"$connect", "$default", "$disconnect"}) {
                assertThat(stack.awaitSeen(function, 1)
                                .getFirst()
                                .context()
                                .get("authorizer")
                                .toString())
                        .isEqualTo("{\"principalId\":\"user-7\",\"team\":\"blue\",\"level\":\"3\",\"admin\":\"true\"}");
            }
        }
    }

    @Test
    void contextCanKeepItsTypes() {
        Assumptions typed = new Assumptions(true, false, false, false, Assumptions.STATUSES);
        try (Running stack = Running.with()
                .assumptions(typed)
                .authorizer("route.request.querystring.token")
                .start()) {
            stack.handlers().answer("authorizer", policy("Allow", "{\"level\":3,\"admin\":true}"));
            ask(stack).head();
            assertThat(stack.handlers()
                            .seen("$connect")
                            .getFirst()
                            .context()
                            .get("authorizer")
                            .toString())
                    .isEqualTo("{\"principalId\":\"user-7\",\"level\":3,\"admin\":true}");
        }
    }
}
