package herald.local.template.roles;

import static org.assertj.core.api.Assertions.assertThat;

import herald.local.rules.iam.Patterns;
import herald.local.rules.iam.Role;
import herald.local.rules.iam.Statement;
import herald.local.template.Fixture;
import herald.local.template.facts.Facts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SAM's policy templates and AWS's own policies, as statements of the role that SAM makes of them. */
class PolicyFactsTest {

    private static final String HEAD = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Pour:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: build/rooms.jar
                  Handler: rooms.Talk
                  Runtime: java25
            """;

    private static final String ARN = "arn:aws:%s:us-east-1:123456789012:%s";

    @TempDir
    Path directory;

    private Fixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new Fixture(directory);
    }

    private Role role(String policy) {
        var template = fixture.readText("t.yaml", HEAD + "      Policies: [" + policy + "]\n", Map.of());
        return Objects.requireNonNull(template.grants().byFunction().get("Pour"))
                .role();
    }

    private List<Statement> statements(String policy) {
        return role(policy).statements().stream()
                .filter(statement -> !statement.name().policy().equals("AWSLambdaBasicExecutionRole"))
                .toList();
    }

    @Test
    void aPolicyTemplateNamesWhatItsParametersDo() {
        assertThat(statements("SQSSendMessagePolicy: {QueueName: bills}"))
                .containsExactly(new Statement(
                        new Statement.Name("PourRolePolicy0", "SQSSendMessagePolicy", "t.yaml:9"),
                        true,
                        new Patterns.Actions(List.of("sqs:SendMessage*"), false),
                        new Patterns.Resources(List.of(ARN.formatted("sqs", "bills")), false)));
    }

    @Test
    void aPolicyTemplateMayHaveSeveralActionsAndResources() {
        var crud = statements("DynamoDBCrudPolicy: {TableName: orders}").getFirst();

        assertThat(crud.actions().texts())
                .containsExactlyInAnyOrder(
                        "dynamodb:GetItem",
                        "dynamodb:DeleteItem",
                        "dynamodb:PutItem",
                        "dynamodb:Scan",
                        "dynamodb:Query",
                        "dynamodb:UpdateItem",
                        "dynamodb:BatchWriteItem",
                        "dynamodb:BatchGetItem",
                        "dynamodb:DescribeTable",
                        "dynamodb:ConditionCheckItem");
        assertThat(crud.resources().texts())
                .containsExactly(
                        ARN.formatted("dynamodb", "table/orders"), ARN.formatted("dynamodb", "table/orders/index/*"));
    }

    @Test
    void aPolicyTemplateMayHaveSeveralStatementsAndParameters() {
        var parts = statements("DynamoDBStreamReadPolicy: {TableName: orders, StreamName: s}");

        assertThat(parts)
                .extracting(part -> part.name().statement())
                .containsExactly("DynamoDBStreamReadPolicy", "DynamoDBStreamReadPolicy1");
        assertThat(parts)
                .flatExtracting(part -> part.resources().texts())
                .containsExactly(
                        ARN.formatted("dynamodb", "table/orders/stream/s"),
                        ARN.formatted("dynamodb", "table/orders/stream/*"));
    }

    @Test
    void everyPolicyTemplateCanBeFilled() {
        Facts.of("sam-policy-templates.json").at("templates").entries().forEach((name, template) -> {
            var parameters = template.at("Parameters").texts().stream()
                    .collect(Collectors.joining(
                            ": x, ", "{", template.at("Parameters").texts().isEmpty() ? "}" : ": x}"));
            assertThat(statements(name + ": " + parameters))
                    .as(name)
                    .flatExtracting(part -> part.resources().texts())
                    .allSatisfy(arn ->
                            assertThat(arn.toString()).startsWith("arn:aws:").doesNotContain("$"));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AdministratorAccess             | *                                                         | *",
                "AmazonSQSFullAccess             | sqs:*                                                     | *",
                "AWSLambdaExecute                | logs:*                                    | arn:aws:logs:*:*:*",
                "AmazonAPIGatewayInvokeFullAccess | execute-api:Invoke execute-api:ManageConnections | arn:aws:execute-api:*:*:*"
            })
    void aPolicyOfAwsAllowsWhatItSays(String name, String actions, String resource) {
        assertThat(statements(name))
                .containsExactly(new Statement(
                        new Statement.Name(name, "", ""),
                        true,
                        new Patterns.Actions(List.of(actions.split(" ", -1)), false),
                        new Patterns.Resources(List.of(resource), false)));
    }

    @Test
    void aPolicyOfAwsMayDenyAndMayAllowAllBut() {
        assertThat(statements("AWSDenyAll")).singleElement().matches(statement -> !statement.allows());
        assertThat(statements("PowerUserAccess"))
                .singleElement()
                .matches(statement -> statement.allows() && statement.actions().allBut());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AmazonS3FullAccess", "arn:aws:iam::aws:policy/service-role/AWSLambdaRole"})
    void aPolicyOfAwsThatAllowsNothingOfWhatIsCheckedIsKnown(String name) {
        assertThat(statements(name)).isEmpty();
        assertThat(role(name).unread()).isEmpty();
    }

    /** The first allows under a condition, the second is for service-linked roles. */
    @ParameterizedTest
    @ValueSource(strings = {"CloudWatchLambdaApplicationSignalsExecutionRolePolicy", "AWSSupportServiceRolePolicy"})
    void aPolicyOfAwsThatIsNotReadIsTold(String name) {
        assertThat(role(name).unread()).containsExactly(name);
    }
}
