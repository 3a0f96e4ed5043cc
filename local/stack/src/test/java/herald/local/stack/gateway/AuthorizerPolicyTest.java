package herald.local.stack.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthorizerPolicyTest {

    private static final String ARN = "arn:aws:execute-api:eu-west-1:123456789012:abcdef1234/dev/$connect";

    private static boolean allows(String... statements) {
        return AuthorizerPolicy.allows(
                StrictJson.read("{\"Statement\":[" + String.join(",", statements) + "]}"), "execute-api:Invoke", ARN);
    }

    private static String statement(String effect, String action, String resource) {
        return "{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"%s\"}".formatted(effect, action, resource);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                ARN,
                "arn:aws:execute-api:*:*:abcdef1234/dev/*",
                "arn:aws:execute-api:eu-west-?:123456789012:*/$connect"
            })
    void resourceThatMatchesIsAllowed(String resource) {
        assertThat(allows(statement("Allow", "execute-api:Invoke", resource))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:execute-api:*:*:abcdef1234/prod/*", "arn:aws:execute-api", "ARN:AWS:*"})
    void resourceThatDoesNotMatchIsDenied(String resource) {
        assertThat(allows(statement("Allow", "execute-api:Invoke", resource))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "execute-api:*", "EXECUTE-API:invoke"})
    void actionMatchesByWildcardAndInAnyCase(String action) {
        assertThat(allows(statement("Allow", action, "*"))).isTrue();
    }

    @Test
    void otherActionIsDenied() {
        assertThat(allows(statement("Allow", "execute-api:ManageConnections", "*")))
                .isFalse();
    }

    @Test
    void explicitDenyWins() {
        assertThat(allows(statement("Deny", "*", ARN), statement("Allow", "*", "*")))
                .isFalse();
    }

    @Test
    void denyOfSomethingElseDoesNotMatter() {
        assertThat(allows(statement("Allow", "*", "*"), statement("Deny", "*", "arn:other")))
                .isTrue();
    }

    @Test
    void oneOfManyIsEnough() {
        assertThat(
                        allows(
                                "{\"Effect\":\"Allow\",\"Action\":[\"s3:*\",\"execute-api:Invoke\"],\"Resource\":[\"x\",\"*\"]}"))
                .isTrue();
    }

    @Test
    void statementMayStandAlone() {
        assertThat(AuthorizerPolicy.allows(
                        StrictJson.read("{\"Statement\":" + statement("Allow", "*", "*") + "}"),
                        "execute-api:Invoke",
                        ARN))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Effect\":\"Maybe\",\"Action\":\"*\",\"Resource\":\"*\"}",
                "{\"Effect\":\"Allow\",\"Resource\":\"*\"}",
                "{\"Effect\":\"Allow\",\"Action\":\"*\"}",
                "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{}}"
            })
    void statementThatCannotBeUnderstoodIsAnError(String statement) {
        assertThatThrownBy(() -> allows(statement)).isInstanceOf(IllegalArgumentException.class);
    }
}
