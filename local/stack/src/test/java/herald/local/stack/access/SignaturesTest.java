package herald.local.stack.access;

import static org.assertj.core.api.Assertions.assertThat;

import herald.local.stack.wire.Credentials;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignaturesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final String PATH = "/prod/@connections/L0SM9cOFvHcCIhw%3D";
    private static final Credentials FUNCTION = Credentials.ofFunction("000000000000", "local-Broadcast");
    private static final Signer SIGNER = new Signer(FUNCTION, "us-east-1", NOW);

    private final Signatures signatures =
            new Signatures("execute-api", "us-east-1", Stream.of(FUNCTION, Credentials.PERSON));

    private static SignedCall call(Signer signer, UnaryOperator<Map<String, String>> change) {
        Map<String, String> headers =
                new HashMap<>(signer.headers("POST", PATH, "127.0.0.1:3000", "hello".getBytes(StandardCharsets.UTF_8)));
        headers.put("host", "127.0.0.1:3000");
        return call("POST", change.apply(headers), "hello");
    }

    private static SignedCall call(Signer signer) {
        return call(signer, headers -> headers);
    }

    private static SignedCall call(String method, Map<String, String> headers, String body) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return new SignedCall(
                method, PATH, "", lists, Signer.hex(Signer.sha256(body.getBytes(StandardCharsets.UTF_8))));
    }

    private static UnaryOperator<Map<String, String>> with(String name, @Nullable String value) {
        return headers -> {
            if (value == null) {
                headers.remove(name);
            } else {
                headers.put(name, value);
            }
            return headers;
        };
    }

    private void assertAccepted(SignedCall call) {
        assertThat(signatures.refusal(call, NOW)).isEmpty();
    }

    private void assertRefused(SignedCall call, String type, String message) {
        Optional<AccessRefusal> refusal = signatures.refusal(call, NOW);
        assertThat(refusal).map(AccessRefusal::type).contains(type);
        assertThat(refusal.orElseThrow().message()).startsWith(message);
    }

    @Test
    void functionsAndPersonsAreLetIn() {
        assertAccepted(call(SIGNER));
        assertAccepted(call(new Signer(Credentials.PERSON, "us-east-1", NOW)));
    }

    @Test
    void aSecondCallOfTheDayAndOneOfTheNextAreLetIn() {
        assertAccepted(call(SIGNER));
        assertAccepted(call(SIGNER));
        Instant tomorrow = NOW.plus(Duration.ofDays(1));
        assertThat(signatures.refusal(call(new Signer(FUNCTION, "us-east-1", tomorrow)), tomorrow))
                .isEmpty();
    }

    @Test
    void anUnsignedCallIsRefused() {
        assertRefused(
                call(SIGNER, with("authorization", null)),
                "MissingAuthenticationTokenException",
                "Missing Authentication Token");
    }

    @Test
    void anotherKindOfAuthorizationIsIncomplete() {
        assertRefused(
                call(SIGNER, with("authorization", "Bearer abc")),
                "IncompleteSignatureException",
                "Authorization header requires 'Credential' parameter.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-11-24T10:00:00Z", "20261324T100000Z"})
    void withoutADateItIsIncomplete(String date) {
        assertRefused(
                call(SIGNER, with("x-amz-date", date.isEmpty() ? null : date)),
                "IncompleteSignatureException",
                "Authorization header requires existence of either a 'X-Amz-Date'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "x-amz-date"})
    void hostAndDateMustBeSigned(String name) {
        assertRefused(
                call(SIGNER, headers -> {
                    headers.computeIfPresent(
                            "authorization",
                            (header, value) -> value.replaceFirst("(SignedHeaders=.*?)" + name + ";", "$1"));
                    return headers;
                }),
                "InvalidSignatureException",
                "'" + (name.equals("host") ? "Host' or ':authority" : "X-Amz-Date") + "' must be a 'SignedHeader'");
    }

    @Test
    void anUnknownKeyIsRefused() {
        Credentials stranger = new Credentials("AKIDEXAMPLE", "test", Optional.empty());
        assertRefused(
                call(new Signer(stranger, "us-east-1", NOW)),
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
    }

    @Test
    void aRolesKeyIsNothingWithoutItsToken() {
        Credentials bare = new Credentials(FUNCTION.accessKeyId(), FUNCTION.secretAccessKey(), Optional.empty());
        Credentials wrong = new Credentials(FUNCTION.accessKeyId(), FUNCTION.secretAccessKey(), Optional.of("x"));
        Credentials needless = new Credentials("test", "test", Optional.of("x"));
        for (Credentials credentials : List.of(bare, wrong, needless)) {
            assertRefused(
                    call(new Signer(credentials, "us-east-1", NOW)),
                    "UnrecognizedClientException",
                    "The security token included in the request is invalid.");
        }
    }

    @Test
    void aWrongSecretDoesNotMatchAndTheAnswerShowsWhatShouldHaveBeenSigned() {
        Credentials wrong = new Credentials(FUNCTION.accessKeyId(), "guessed", FUNCTION.sessionToken());
        assertRefused(
                call(new Signer(wrong, "us-east-1", NOW)),
                "InvalidSignatureException",
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                        + " Access Key and signing method. Consult the service documentation for details.\n\n"
                        + "The Canonical String for this request should have been\n'POST\n"
                        + "/prod/%40connections/L0SM9cOFvHcCIhw%253D\n\nhost:127.0.0.1:3000\n");
    }

    @Test
    void whatIsSignedMayNotBeAltered() {
        Map<String, String> headers = new HashMap<>();
        call(SIGNER).headers().forEach((name, values) -> headers.put(name, values.getFirst()));
        for (SignedCall altered : List.of(
                call("POST", headers, "hellO"),
                call("POST", headers, ""),
                call("DELETE", headers, "hello"),
                call(SIGNER, with("host", "localhost:3000")),
                call(SIGNER, with("x-amz-date", "20261124T100001Z")))) {
            assertRefused(altered, "InvalidSignatureException", "The request signature we calculated");
        }
    }

    @Test
    void aHashOfTheBodyThatIsSentAlongMustBeRight() {
        String right = Signer.hex(Signer.sha256("hello".getBytes(StandardCharsets.UTF_8)));
        assertAccepted(call(SIGNER, with("x-amz-content-sha256", right)));
        for (String wrong : List.of("UNSIGNED-PAYLOAD", right.replace(right.charAt(0), 'g'))) {
            assertRefused(
                    call(SIGNER, with("x-amz-content-sha256", wrong)),
                    "InvalidSignatureException",
                    "The request signature we calculated");
        }
    }

    @Test
    void anotherRegionOrServiceIsNamed() {
        assertRefused(
                call(new Signer(FUNCTION, "eu-west-1", NOW)),
                "InvalidSignatureException",
                "Credential should be scoped to a valid region, not 'eu-west-1'. ");
        assertRefused(
                call(SIGNER, headers -> {
                    headers.computeIfPresent("authorization", (name, value) -> value.replace("execute-api", "sqs"));
                    return headers;
                }),
                "InvalidSignatureException",
                "Credential should be scoped to correct service: 'execute-api'. ");
    }

    @Test
    void theScopesDayIsTheDates() {
        assertRefused(
                call(SIGNER, headers -> {
                    headers.computeIfPresent("authorization", (name, value) -> value.replace("20261124", "20261123"));
                    return headers;
                }),
                "InvalidSignatureException",
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20261123'"
                        + " != '20261124', from '20261124T100000Z'.");
    }

    @Test
    void fiveMinutesOfSkewAreForgiven() {
        assertAccepted(call(new Signer(FUNCTION, "us-east-1", NOW.minus(Duration.ofMinutes(5)))));
        assertAccepted(call(new Signer(FUNCTION, "us-east-1", NOW.plus(Duration.ofMinutes(5)))));
        assertRefused(
                call(new Signer(FUNCTION, "us-east-1", NOW.minusSeconds(301))),
                "InvalidSignatureException",
                "Signature expired: 20261124T095459Z is now earlier than 20261124T095500Z (20261124T100000Z - 5 min.)");
        assertRefused(
                call(new Signer(FUNCTION, "us-east-1", NOW.plusSeconds(301))),
                "InvalidSignatureException",
                "Signature not yet current: 20261124T100501Z is still later than 20261124T100500Z (20261124T100000Z +"
                        + " 5 min.)");
    }
}
