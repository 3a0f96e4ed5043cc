package herald.local.template.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import herald.local.rules.iam.Grant;
import herald.local.rules.iam.Need;
import herald.local.rules.iam.PolicyDecision;
import herald.local.rules.iam.Role;
import herald.local.rules.iam.Statement;
import herald.local.template.Fixture;
import herald.local.template.spec.TemplateRefusal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles in all the ways in which a template gives them to functions. */
final class GrantReaderTest {

    private static final String HEAD = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Orders: {Type: AWS::Serverless::SimpleTable, Properties: {TableName: orders}}
              Bills: {Type: AWS::SQS::Queue, Properties: {QueueName: bills}}
              Pour:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: build/rooms.jar
                  Handler: rooms.Talk
                  Runtime: java25
            """;

    /** Lines 11 to 20 are the role's. */
    private static final String ROLE = HEAD + """
                  Role: !GetAtt Permit.Arn
              Permit:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement: {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}
            """;

    private static final String INLINE = ROLE + """
                  Policies:
                    - PolicyName: own
                      PolicyDocument:
                        Statement:
                          - STATEMENT
            """;

    private static final Need PUT = need("dynamodb:PutItem", "dynamodb", "table/orders");
    private static final Need GET = need("dynamodb:GetItem", "dynamodb", "table/orders");
    private static final Need GET_INDEXED = need("dynamodb:Query", "dynamodb", "table/orders/index/byDay");
    private static final Need SEND = need("sqs:SendMessage", "sqs", "bills");
    private static final Need RECEIVE = need("sqs:ReceiveMessage", "sqs", "bills");
    private static final Need LOG =
            need("logs:PutLogEvents", "logs", "log-group:/aws/lambda/teahouse-Pour:log-stream:x");

    @TempDir
    Path directory;

    private Fixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new Fixture(directory);
    }

    private static Need need(String action, String service, String resource) {
        return new Need(action, "arn:aws:" + service + ":us-east-1:123456789012:" + resource);
    }

    private Grant grant(String text) {
        var template = fixture.readText("t.yaml", text, Map.of());
        return Objects.requireNonNull(template.grants().byFunction().get("Pour"));
    }

    private Role role(String text) {
        return grant(text).role();
    }

    private Role inline(String statement) {
        return role(INLINE.replace("STATEMENT", statement));
    }

    private void assertRefused(String text, String message) {
        assertThatThrownBy(() -> role(text)).isInstanceOf(TemplateRefusal.class).hasMessageContaining(message);
    }

    private static void assertAllows(Role role, Need... needs) {
        for (var need : needs) {
            assertThat(role.decide(need)).as(need.toString()).isInstanceOf(PolicyDecision.Allowed.class);
        }
    }

    private static void assertDenies(Role role, Need... needs) {
        for (var need : needs) {
            assertThat(role.decide(need)).as(need.toString()).isInstanceOf(PolicyDecision.ImplicitlyDenied.class);
        }
    }

    @Test
    void anInlineStatementIsNamedByPolicySidAndLine() {
        var role = inline("{Sid: Put, Effect: Allow, Action: dynamodb:PutItem, Resource: !GetAtt Orders.Arn}");
        assertAllows(role, PUT);
        assertDenies(role, GET, SEND);
        assertThat(role.id()).isEqualTo("Permit");
        assertThat(role.statements())
                .extracting(Statement::name)
                .containsExactly(new Statement.Name("own", "Put", "t.yaml:21"));
    }

    @Test
    void oneStatementAndOneActionNeedNoList() {
        var text = INLINE.replace("- STATEMENT", "{Effect: Allow, Action: 'dynamodb:*', Resource: '*'}");
        assertAllows(role(text), PUT, GET);
        assertThat(role(text).statements())
                .extracting(each -> each.name().statement())
                .containsExactly("0");
    }

    @Test
    void policiesOfTheirOwnAreAttached() {
        var document = "PolicyDocument: {Statement: {Effect: Allow, Action: %s, Resource: '*'}}";
        var role = role(ROLE
                + """
                      ManagedPolicyArns: [!Ref Referred, arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess]
                  Referred: {Type: AWS::IAM::ManagedPolicy, Properties: {%s}}
                  Managed: {Type: AWS::IAM::ManagedPolicy, Properties: {Roles: [!Ref Permit], %s}}
                  Attached: {Type: AWS::IAM::Policy, Properties: {PolicyName: a, Roles: [!Ref Permit], %s}}
                  Single: {Type: AWS::IAM::RolePolicy, Properties: {PolicyName: s, RoleName: !Ref Permit, %s}}
                """.formatted(
                                document.formatted("sqs:SendMessage"),
                                document.formatted("sqs:ReceiveMessage"),
                                document.formatted("dynamodb:PutItem"),
                                document.formatted("logs:PutLogEvents")));
        assertAllows(role, SEND, RECEIVE, PUT, LOG, GET);
    }

    @Test
    void samMakesARoleOfPolicies() {
        var role = role(HEAD + """
                      Policies:
                        - DynamoDBReadPolicy: {TableName: !Ref Orders}
                        - AmazonSQSReadOnlyAccess
                        - Statement: {Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Bills.Arn}
                """);
        assertAllows(role, GET, GET_INDEXED, SEND, LOG);
        assertDenies(role, PUT, RECEIVE);
        assertThat(role.id()).isEqualTo("PourRole");
        assertThat(role.name()).startsWith("teahouse-PourRole-");
    }

    @Test
    void samLetsItPollTheQueuesOfItsEvents() {
        var grant = grant(HEAD + """
                      Events: {Paid: {Type: SQS, Properties: {Queue: !GetAtt Bills.Arn}}}
                """);
        assertAllows(grant.role(), RECEIVE);
        assertDenies(grant.role(), SEND, GET);
        assertThat(grant.own()).extracting(Need::action).contains("logs:CreateLogGroup", "sqs:ReceiveMessage");
    }

    @ParameterizedTest
    @CsvSource({
        "DynamoDBCrudPolicy, TableName: orders, GET PUT",
        "DynamoDBReadPolicy, TableName: orders, GET",
        "DynamoDBWritePolicy, TableName: orders, PUT",
        "SQSSendMessagePolicy, QueueName: bills, SEND",
        "SQSPollerPolicy, QueueName: bills, ''",
        "S3ReadPolicy, BucketName: cups, ''"
    })
    void policyTemplatesAllowWhatSamMakesOfThem(String template, String parameter, String allowed) {
        var role = role(HEAD + "      Policies: [{" + template + ": {" + parameter + "}}]\n");
        var found = new StringJoiner(" ");
        Map.of("GET", GET, "PUT", PUT, "SEND", SEND).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(need -> role.decide(need.getValue()) instanceof PolicyDecision.Allowed)
                .forEach(need -> found.add(need.getKey()));
        assertThat(found).hasToString(allowed);
    }

    @Test
    void aMisspeltPolicyTemplateIsRefused() {
        assertRefused(
                HEAD + "      Policies: [{DynamoDBReedPolicy: {TableName: orders}}]\n",
                "DynamoDBReedPolicy is no policy template of SAM; did you mean DynamoDBReadPolicy?");
        assertRefused(
                HEAD + "      Policies: [{SQSPollerPolicy: {Queue: orders}}]\n",
                "Queue: is no property of SQSPollerPolicy");
    }

    @Test
    void anUnknownPolicyOfAwsAllowsNothingAndIsTold() {
        var role = role(HEAD + "      Policies: AmazonDynamoDBFullAcces\n");
        assertDenies(role, GET);
        assertThat(role.unread()).containsExactly("AmazonDynamoDBFullAcces");
        assertThat(fixture.notices).anyMatch(notice -> notice.endsWith("did you mean AmazonDynamoDBFullAccess?"));
    }

    @Test
    void aRoleOfElsewhereAllowsEverythingAndIsTold() {
        var role = role(HEAD + "      Role: arn:aws:iam::123456789012:role/elsewhere\n");
        assertThat(role.decide(PUT)).isEqualTo(new PolicyDecision.Unknown());
        assertThat(fixture.notices)
                .anyMatch(notice -> notice.contains("role/elsewhere is not in this template, so that Pour may do"));
    }

    @Test
    void aConnectorsRoleAllowsEverythingAndIsTold() {
        var role = role(HEAD + """
                  Reads:
                    Type: AWS::Serverless::Connector
                    Properties: {Source: {Id: Pour}, Destination: {Id: Orders}, Permissions: [Read]}
                """);
        assertThat(role.decide(PUT)).isEqualTo(new PolicyDecision.Unknown());
    }

    @Test
    void secureTransportHoldsAndItsOppositeDoesNot() {
        assertAllows(
                inline("{Effect: Allow, Action: '*', Resource: '*', Condition: {Bool: {aws:SecureTransport: true}}}"),
                PUT);
        var role = role(INLINE.replace("STATEMENT", "{Effect: Allow, Action: '*', Resource: '*'}") + """
                              - Effect: Deny
                                Action: '*'
                                Resource: '*'
                                Condition: {Bool: {aws:SecureTransport: 'false'}}
                """);
        assertAllows(role, PUT);
    }

    @Test
    void anotherConditionIsRefusedByNameIfItMatters() {
        var condition = "Resource: '*', Condition: {StringEquals: {dynamodb:LeadingKeys: x}}}";
        assertRefused(
                INLINE.replace("STATEMENT", "{Effect: Allow, Action: 'dynamodb:*', " + condition),
                "t.yaml:21: Resources.Permit.Properties.Policies[0].PolicyDocument.Statement[0].Condition.StringEquals"
                        + ".dynamodb:LeadingKeys: condition StringEquals dynamodb:LeadingKeys is not supported");
        assertDenies(inline("{Effect: Allow, Action: 's3:*', " + condition), PUT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{Effect: allow, Action: '*', Resource: '*'}            | Effect: allow is neither Allow nor Deny",
                "{Effect: Allow, Action: PutItem, Resource: '*'}        | PutItem is no action",
                "{Effect: Allow, Action: '*', Resource: !Ref Bills}     | is neither an ARN nor *",
                "{Effect: Allow, Action: '*'}                           | Resource: is required and missing",
                "{Effect: Allow, Action: '*', NotAction: '*', Resource: '*'} | NotAction: excludes Action",
                "{Sid: a-b, Effect: Allow, Action: '*', Resource: '*'}  | Sid: a-b is none",
                "{Effect: Allow, Principal: '*', Action: '*', Resource: '*'} | Principal: is not for a role's policy",
                "{Effect: Allow, Actions: '*', Resource: '*'}           | Actions: is no property of a policy's statement",
                "{Effect: Allow, Action: '*', Resource: 'arn:aws:sqs:::${aws:username}'} | policy variable ${aws:username}"
            })
    void whatIamRefusesIsRefused(String statement, String message) {
        assertRefused(INLINE.replace("STATEMENT", statement), message);
    }

    @Test
    void aRoleThatLambdaMayNotAssumeIsRefused() {
        var other = ROLE.replace("lambda.amazonaws.com", "ec2.amazonaws.com");
        assertRefused(other, "Permit.Properties.AssumeRolePolicyDocument: does not let lambda.amazonaws.com assume");
    }

    @Test
    void aPermissionsBoundaryIsRefused() {
        var bounded = ROLE + "      PermissionsBoundary: arn:aws:iam::123456789012:policy/edge\n";
        assertRefused(bounded, "Permit.Properties.PermissionsBoundary: permissions boundaries are not supported");
    }

    @Test
    void aQueueThatItsRoleMayNotPollIsRefused() {
        var text = ROLE.replace(
                        "      Role:",
                        "      Events: {Paid: {Type: SQS, Properties: {Queue: !GetAtt Bills.Arn}}}\n      Role:")
                + """
                      Policies:
                        - PolicyName: own
                          PolicyDocument:
                            Statement:
                              Effect: Allow
                              Action: [sqs:ReceiveMessage, sqs:GetQueueAttributes]
                              Resource: !GetAtt Bills.Arn
                """;
        assertRefused(
                text,
                "t.yaml:11: Resources.Pour.Properties.Events.Paid.Properties.Queue: Lambda refuses to poll for Permit,"
                        + " which does not allow sqs:DeleteMessage on queue Bills, and has to: {Effect: Allow, Action:"
                        + " sqs:DeleteMessage, Resource: !GetAtt Bills.Arn}");
        assertAllows(role(text.replace("[sqs:ReceiveMessage,", "[sqs:ReceiveMessage, sqs:DeleteMessage,")), RECEIVE);
    }
}
