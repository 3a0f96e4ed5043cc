package herald.local.template.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import herald.local.template.Fixture;
import herald.local.template.spec.TemplateRefusal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionsTest {

    private static final String SOURCE = "arn:aws:execute-api:us-east-1:123456789012:abc/prod/$connect";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "*, true",
        "arn:aws:execute-api:us-east-1:123456789012:abc/prod/$connect, true",
        "arn:aws:execute-api:us-east-1:123456789012:abc/*, true",
        "arn:aws:execute-api:us-east-1:123456789012:abc/*/*, true",
        "arn:aws:execute-api:us-east-1:123456789012:abc/prod/$connec?, true",
        "arn:aws:execute-api:*:*:*/prod/*, true",
        "arn:aws:execute-api:us-east-1:123456789012:abc/*/$disconnect, false",
        "arn:aws:execute-api:us-east-1:123456789012:abc/test/*, false",
        "arn:aws:execute-api:us-east-1:123456789012:xyz/*, false",
        "arn:aws:execute-api:*/*, false",
    })
    void sourceArnMatchesAsIamMatches(String pattern, boolean allowed) {
        assertThat(Permissions.matches(pattern, SOURCE)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!GetAtt DoorFunction.Arn",
                "!Ref DoorFunction",
                "!Sub '${AWS::AccountId}:function:${DoorFunction}'",
                "!Sub 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${DoorFunction}'",
            })
    void functionIsNamedInAnyFormOfLambda(String name) {
        var fixture = new Fixture(directory);
        assertThatCode(() -> fixture.readText("t.yaml", withDoorPermissionFor(name), Map.of()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Sub 'arn:aws:lambda:eu-west-3:${AWS::AccountId}:function:${DoorFunction}'",
                "!Sub '000000000000:function:${DoorFunction}'",
                "!Ref DoorAuthorizer",
                "!Sub '${DoorFunction}:live'",
                "arn:aws:sqs:us-east-1:123456789012:letters",
            })
    void otherNamesAreRefusedWhereTheyStand(String name) {
        var fixture = new Fixture(directory);
        assertThatThrownBy(() -> fixture.readText("t.yaml", withDoorPermissionFor(name), Map.of()))
                .isInstanceOf(TemplateRefusal.class)
                .hasMessageContaining("Resources.DoorPermission.Properties.FunctionName: ");
    }

    private static String withDoorPermissionFor(String name) {
        var old = "FunctionName: !GetAtt DoorFunction.Arn";
        var rooms = Fixture.resource("rooms.yaml");
        assertThat(rooms).containsOnlyOnce(old);
        return rooms.replace(old, "FunctionName: " + name);
    }

    @Test
    void permissionForTheFunctionIsNoneForItsAlias() {
        var text = Fixture.resource("rooms.yaml")
                .replace("      FunctionName: !Ref TalkFunction.Alias", "      FunctionName: !Ref TalkFunction");

        var fixture = new Fixture(directory);
        assertThatThrownBy(() -> fixture.readText("t.yaml", text, Map.of()))
                .isInstanceOf(TemplateRefusal.class)
                .hasMessageContaining("Resources.TalkIntegration.Properties.IntegrationUri: ")
                .hasMessageContaining("invoke TalkFunction:live for arn:aws:execute-api:")
                .hasMessageContaining("; there is one for TalkFunction for ");
    }

    @Test
    void integrationWithARoleNeedsNoPermission() {
        var text = Fixture.resource("rooms.yaml")
                .replace("      TimeoutInMillis: 5000", "      CredentialsArn: !GetAtt Permit.Arn")
                .replace(
                        "apigateway.amazonaws.com\n      SourceArn: !Sub arn:aws:execute-api:${AWS::Region}:"
                                + "${AWS::AccountId}:${Socket}/*/*",
                        "events.amazonaws.com");

        assertThat(new Fixture(directory).readText("t.yaml", text, Map.of()).apis())
                .containsKey("Socket");
    }
}
