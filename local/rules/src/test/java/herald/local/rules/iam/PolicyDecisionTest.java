package herald.local.rules.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyDecisionTest {

    private static final String TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/Orders";
    private static final Need PUT = new Need("dynamodb:PutItem", TABLE);

    private static Statement statement(String sid, boolean allows, String action, String resource) {
        return new Statement(
                new Statement.Name("own", sid, "template.yaml:1"),
                allows,
                new Patterns.Actions(List.of(action), false),
                new Patterns.Resources(List.of(resource), false));
    }

    private static boolean allowed(Statement... statements) {
        return PolicyDecision.of(List.of(statements), PUT) instanceof PolicyDecision.Allowed;
    }

    @Test
    void whatNothingAllowsIsDenied() {
        assertThat(PolicyDecision.of(List.of(), PUT)).isEqualTo(new PolicyDecision.ImplicitlyDenied());
        assertThat(PolicyDecision.of(List.of(statement("Get", true, "dynamodb:GetItem", TABLE)), PUT))
                .isEqualTo(new PolicyDecision.ImplicitlyDenied());
    }

    @Test
    void theFirstThatAllowsIsNamed() {
        var first = statement("First", true, "dynamodb:PutItem", TABLE);
        var second = statement("Second", true, "*", "*");
        assertThat(PolicyDecision.of(List.of(first, second), PUT)).isEqualTo(new PolicyDecision.Allowed(first));
    }

    @Test
    void aDenialBeatsWhatAllowsWhereverItStands() {
        var allow = statement("Yes", true, "*", "*");
        var deny = statement("No", false, "dynamodb:Put*", TABLE);
        assertThat(PolicyDecision.of(List.of(allow, deny), PUT)).isEqualTo(new PolicyDecision.ExplicitlyDenied(deny));
        assertThat(PolicyDecision.of(List.of(deny, allow), PUT)).isEqualTo(new PolicyDecision.ExplicitlyDenied(deny));
        assertThat(PolicyDecision.of(List.of(deny, allow), new Need("dynamodb:GetItem", TABLE)))
                .isEqualTo(new PolicyDecision.Allowed(allow));
    }

    @ParameterizedTest
    @CsvSource({
        "dynamodb:PutItem, true",
        "DYNAMODB:putitem, true",
        "dynamodb:Put*, true",
        "dynamodb:P?tItem, true",
        "dynamodb:*Item, true",
        "dynamo*:*, true",
        "*, true",
        "dynamodb:Put, false",
        "dynamodb:PutItem?, false",
        "sqs:*, false",
        "dynamodb:*GetItem, false"
    })
    void actionsHaveWildcardsAndNoCase(String action, boolean matches) {
        assertThat(allowed(statement("A", true, action, "*"))).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:dynamodb:us-east-1:000000000000:table/Orders, true",
        "arn:aws:dynamodb:us-east-1:000000000000:table/*, true",
        "arn:aws:dynamodb:*:*:table/Order?, true",
        "arn:aws:dynamodb:us-east-1:000000000000:*, true",
        "arn:aws:dynamodb, true",
        "*, true",
        "arn:aws:dynamodb:us-east-1:000000000000:table/orders, false",
        "arn:aws:dynamodb:us-east-1:000000000000:table/Orders/*, false",
        "arn:aws:dynamodb:us-east-1:111111111111:table/Orders, false",
        "arn:aws:*/Orders, false"
    })
    void resourcesHaveWildcardsWithinTheirPartsAndCase(String resource, boolean matches) {
        assertThat(allowed(statement("A", true, "dynamodb:*", resource))).isEqualTo(matches);
    }

    @Test
    void manyStarsTakeNoTime() {
        String hostile = "arn:aws:dynamodb:us-east-1:000000000000:" + "*a".repeat(60) + "b";
        assertThat(Wildcards.matchesArn(hostile, TABLE + "a".repeat(5000))).isFalse();
    }

    @Test
    void allButMeansTheOthers() {
        var statement = new Statement(
                new Statement.Name("own", "0", ""),
                true,
                new Patterns.Actions(List.of("sqs:*", "dynamodb:Delete*"), true),
                new Patterns.Resources(List.of(TABLE), true));
        assertThat(statement.covers(new Need("dynamodb:PutItem", TABLE + "2"))).isTrue();
        assertThat(statement.covers(new Need("dynamodb:PutItem", TABLE))).isFalse();
        assertThat(statement.covers(new Need("dynamodb:DeleteItem", TABLE + "2")))
                .isFalse();
    }

    @Test
    void aRoleOfElsewhereMayDoEverything() {
        assertThat(Role.foreign("arn:aws:iam::1:role/x", "x").decide(PUT)).isEqualTo(new PolicyDecision.Unknown());
    }
}
