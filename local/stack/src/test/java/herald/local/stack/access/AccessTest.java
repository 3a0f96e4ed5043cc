package herald.local.stack.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import herald.local.rules.iam.Grant;
import herald.local.rules.iam.Grants;
import herald.local.rules.iam.Need;
import herald.local.rules.iam.Patterns;
import herald.local.rules.iam.Region;
import herald.local.rules.iam.Role;
import herald.local.rules.iam.Statement;
import herald.local.stack.services.Service;
import herald.local.stack.services.ServiceCall;
import herald.local.stack.services.ServiceError;
import herald.local.stack.wire.Credentials;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AccessTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Region REGION = new Region("us-east-1", "123456789012");
    private static final Credentials KEY = Credentials.ofFunction("123456789012", "teahouse-Pour");
    private static final String PUT = "{\"TableName\":\"orders\"}";
    private static final String SEND = "{\"QueueUrl\":\"http://127.0.0.1:9324/123456789012/bills\"}";
    private static final String POST = "arn:aws:execute-api:us-east-1:123456789012:abc123/prod/POST/@connections/";

    private final List<String> told = new ArrayList<>();

    private Access access(Statement... statements) {
        Role role = new Role("PourRole", "teahouse-PourRole-X", List.of(statements), List.of(), true);
        Grant grant = new Grant("Pour", "teahouse-Pour", role, List.of());
        Grants grants = new Grants(
                Map.of("Pour", grant),
                Map.of(
                        REGION.arn("dynamodb", "table/orders"),
                        "!GetAtt Orders.Arn",
                        "arn:aws:execute-api:us-east-1:123456789012:abc123/prod",
                        "!Sub \"arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/prod\""));
        return new Access(
                REGION,
                Map.of("Pour", "teahouse-Pour"),
                grants,
                (function, denied) -> told.add(function + ": " + denied));
    }

    private static Statement statement(boolean allows, String action) {
        return new Statement(
                new Statement.Name("own", "Sid", "template.yaml:7"),
                allows,
                new Patterns.Actions(List.of(action), false),
                new Patterns.Resources(List.of("*"), false));
    }

    private static ServiceCall call(Service service, Signer signer, String target, String body) {
        Map<String, List<String>> headers = new HashMap<>();
        signer.headers("POST", "/", "127.0.0.1:1", body.getBytes(UTF_8))
                .forEach((name, value) -> headers.put(name, List.of(value)));
        headers.put("host", List.of("127.0.0.1:1"));
        headers.put("x-amz-target", List.of(target));
        return new ServiceCall(service, "POST", "/", "", headers, body.getBytes(UTF_8));
    }

    private static Signer signer(Credentials credentials, String service) {
        return new Signer(credentials, "us-east-1", NOW, service);
    }

    private static Optional<ServiceError> put(Access access, Credentials credentials) {
        return new AccessGate(access, () -> NOW)
                .refusal(call(Service.DYNAMODB, signer(credentials, "dynamodb"), "DynamoDB_20120810.PutItem", PUT));
    }

    private static Optional<ServiceError> send(Access access, Credentials credentials) {
        return new AccessGate(access, () -> NOW)
                .refusal(call(Service.SQS, signer(credentials, "sqs"), "AmazonSQS.SendMessageBatch", SEND));
    }

    private static Optional<AccessRefusal> post(Access access, Credentials credentials, String id) {
        Map<String, List<String>> headers = new HashMap<>();
        signer(credentials, "execute-api")
                .headers("POST", "/x", "127.0.0.1:1", new byte[0])
                .forEach((name, value) -> headers.put(name, List.of(value)));
        headers.put("host", List.of("127.0.0.1:1"));
        SignedCall call = new SignedCall("POST", "/x", "", headers, Signer.hex(Signer.sha256(new byte[0])));
        return access.refusal(
                "execute-api", call, NOW, () -> List.of(new Need("execute-api:ManageConnections", POST + id)));
    }

    @Test
    void whatIsAllowedPasses() {
        assertThat(put(access(statement(true, "dynamodb:PutItem")), KEY)).isEmpty();
        assertThat(send(access(statement(true, "sqs:SendMessage")), KEY)).isEmpty();
        assertThat(post(access(statement(true, "execute-api:ManageConnections")), KEY, "a"))
                .isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void aPersonMayDoEverything() {
        assertThat(put(access(), Credentials.PERSON)).isEmpty();
        assertThat(send(access(), Credentials.PERSON)).isEmpty();
        assertThat(post(access(), Credentials.PERSON, "a")).isEmpty();
    }

    @Test
    void aTablesDenialIsDynamoDbs() {
        assertThat(put(access(), KEY))
                .contains(new ServiceError(
                        400,
                        "com.amazon.coral.service#AccessDeniedException",
                        "User: arn:aws:sts::123456789012:assumed-role/teahouse-PourRole-X/teahouse-Pour is not authorized"
                                + " to perform: dynamodb:PutItem on resource:"
                                + " arn:aws:dynamodb:us-east-1:123456789012:table/orders because no identity-based"
                                + " policy allows the dynamodb:PutItem action"));
        assertThat(told)
                .containsExactly("Pour: denied dynamodb:PutItem on"
                        + " arn:aws:dynamodb:us-east-1:123456789012:table/orders; PourRole has no statement that allows"
                        + " it: {Effect: Allow, Action: dynamodb:PutItem, Resource: !GetAtt Orders.Arn}");
    }

    @Test
    void aQueuesDenialIsSqss() {
        assertThat(send(access(), KEY))
                .contains(new ServiceError(
                        403,
                        "com.amazon.coral.service#AccessDeniedException",
                        "User: arn:aws:sts::123456789012:assumed-role/teahouse-PourRole-X/teahouse-Pour is not authorized"
                                + " to perform: sqs:sendmessage on resource: arn:aws:sqs:us-east-1:123456789012:bills"
                                + " because no identity-based policy allows the sqs:sendmessage action"));
        assertThat(told.getFirst())
                .endsWith("{Effect: Allow, Action: sqs:SendMessage, Resource: !Sub"
                        + " \"arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:bills\"}");
    }

    @Test
    void anExplicitDenialNamesItsStatement() {
        Access access = access(statement(true, "*"), statement(false, "dynamodb:*"));
        assertThat(put(access, KEY).orElseThrow().message())
                .endsWith("table/orders with an explicit deny in an identity-based policy");
        assertThat(told.getFirst()).endsWith("PourRole has a statement that denies it: own/Sid (template.yaml:7)");
    }

    @Test
    void aPostsDenialHidesAccountAndIdAndIsToldOnceForAllConnections() {
        Access access = access();
        for (String id : List.of("a", "b", "c")) {
            assertThat(post(access, KEY, id))
                    .contains(new AccessRefusal(
                            "AccessDeniedException",
                            "User: arn:aws:sts::123456789012:assumed-role/teahouse-PourRole-X/teahouse-Pour is not"
                                    + " authorized to perform: execute-api:ManageConnections on resource:"
                                    + " arn:aws:execute-api:us-east-1:********9012:abc123/prod/POST/@connections/"
                                    + "{connectionId}"));
        }
        assertThat(told)
                .containsExactly(
                        "Pour: denied execute-api:ManageConnections on " + POST + "*; PourRole has no statement"
                                + " that allows it: {Effect: Allow, Action: execute-api:ManageConnections, Resource: !Sub"
                                + " \"arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/prod/POST/"
                                + "@connections/*\"}");
        access.tellCounts();
        assertThat(told.getLast())
                .isEqualTo("Pour: denied execute-api:ManageConnections on " + POST + "* 3 times in all");
    }

    @Test
    void aCallOfAServiceMustBeSignedForIt() {
        Access access = access(statement(true, "*"));
        assertThat(put(access, new Credentials(KEY.accessKeyId(), KEY.secretAccessKey(), Optional.of("other"))))
                .map(ServiceError::name)
                .contains("UnrecognizedClientException");
        assertThat(put(access, new Credentials(KEY.accessKeyId(), "guessed", KEY.sessionToken())))
                .map(ServiceError::name)
                .contains("InvalidSignatureException");
        var forAnother = call(Service.DYNAMODB, signer(KEY, "sqs"), "DynamoDB_20120810.PutItem", PUT);
        assertThat(new AccessGate(access, () -> NOW).refusal(forAnother))
                .map(ServiceError::message)
                .contains("Credential should be scoped to correct service: 'dynamodb'. ");
        var unsigned = new ServiceCall(Service.SQS, "POST", "/", "", Map.of(), SEND.getBytes(UTF_8));
        assertThat(new AccessGate(access, () -> NOW).refusal(unsigned))
                .contains(new ServiceError(
                        403,
                        "com.amazon.coral.service#MissingAuthenticationTokenException",
                        "Request is missing Authentication Token"));
    }

    @Test
    void theOlderProtocolOfSqsIsReadToo() {
        String form = "Action=SendMessage&QueueUrl=http%3A%2F%2F127.0.0.1%3A9324%2F123456789012%2Fbills";
        var call = call(Service.SQS, signer(KEY, "sqs"), "", form);
        assertThat(new AccessGate(access(), () -> NOW).refusal(call))
                .map(ServiceError::message)
                .hasValueSatisfying(message ->
                        assertThat(message).contains("on resource: arn:aws:sqs:us-east-1:123456789012:bills "));
    }

    @Test
    void whatWasUsedIsCountedAndWhatWasNotIsFound() {
        Access access = access(statement(true, "dynamodb:*Item"), statement(false, "sqs:*"));
        assertThat(GrantReport.findings(List.of(access.use("t.yaml")), "t.yaml"))
                .contains(
                        "template.yaml:7: PourRole, statement own/Sid: is granted dynamodb:*Item and never used it",
                        "template.yaml:7: PourRole, statement own/Sid: is granted dynamodb:*Item, which is wider than"
                                + " the runs prove: name the actions");
        assertThat(put(access, KEY)).isEmpty();
        assertThat(GrantReport.findings(List.of(access.use("t.yaml")), "t.yaml"))
                .noneMatch(finding -> finding.endsWith("never used it"));
    }
}
