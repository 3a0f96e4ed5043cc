package herald.lean;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** The judge is the SDK's own signer, given the same request. */
class SignerTest {

    private static final String REGION = "eu-central-1";
    private static final Keys SHORT = new Keys("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", null);
    private static final Keys SESSION =
            new Keys("ASIAEXAMPLE", "another/secret+", "IQoJb3JpZ2luX2VjE//////////wEaCXVzLWVhc3QtMSJH+==");

    private static final List<String> ENDPOINTS = List.of(
            "https://a1b2c3.execute-api.eu-central-1.amazonaws.com/prod",
            "https://a1b2c3.execute-api.eu-central-1.amazonaws.com/prod/",
            "https://ws.example.com",
            "https://ws.example.com:443/base%20path/v1",
            "https://ws.example.com:8443/prod",
            "http://127.0.0.1:3000/prod",
            "http://127.0.0.1:80/$default",
            "http://[::1]:3000/prod");

    private static final List<String> IDS = List.of(
            "L0SM9cOFvHcCIhw=",
            "a",
            "with space",
            "a/b",
            "a+b&c=d?e#f",
            "100%",
            "%3D",
            "é☃😀",
            "~-_.",
            "...",
            "@connections",
            ":;,!$'()*[]",
            "a\"<>\\^`{|}");

    @Test
    void agreesWithTheSdkOnEveryEndpointAndId() {
        Instant at = Instant.parse("2026-11-24T14:28:09Z");
        for (String endpoint : ENDPOINTS) {
            for (String id : IDS) {
                for (Verb verb : Verb.values()) {
                    agree(new Request(endpoint, verb, id, verb.hasBody() ? "{\"é\":1}" : "", SHORT, at));
                    agree(new Request(endpoint, verb, id, "", SESSION, at));
                }
            }
        }
    }

    @Test
    void agreesWithTheSdkOnWhateverComes() {
        var random = new Random(20261124);
        var signers = new Signer[ENDPOINTS.size()];
        for (int i = 0; i < 2000; i++) {
            int endpoint = random.nextInt(ENDPOINTS.size());
            // The same signer for all, so that what it keeps is tested too.
            signers[endpoint] = signers[endpoint] == null ? signer(ENDPOINTS.get(endpoint)) : signers[endpoint];
            Verb verb = List.of(Verb.values()).get(random.nextInt(3));
            var request = new Request(
                    ENDPOINTS.get(endpoint),
                    verb,
                    text(random, 1 + random.nextInt(20)),
                    verb.hasBody() ? text(random, random.nextInt(300)) : "",
                    random.nextBoolean() ? SHORT : SESSION,
                    Instant.ofEpochSecond(random.nextLong(4_000_000_000L)));
            assertThat(ours(signers[endpoint], request)).as("%s", request).isEqualTo(theirs(request));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29T00:00:00Z",
                "2026-12-31T23:59:59Z",
                "2027-01-01T00:00:00Z",
                "1999-09-09T09:09:09Z",
                "2099-10-10T10:10:10Z"
            })
    void agreesWithTheSdkOnDates(String at) {
        agree(new Request(ENDPOINTS.getFirst(), Verb.POST, "L0SM9cOFvHcCIhw=", "x", SESSION, Instant.parse(at)));
    }

    @Test
    void keysThatChangeWithinASecondAreTakenUp() {
        Signer signer = signer(ENDPOINTS.getFirst());
        Instant at = Instant.parse("2026-11-24T14:28:09Z");
        for (Keys keys : List.of(SHORT, SESSION, SHORT)) {
            var request = new Request(ENDPOINTS.getFirst(), Verb.POST, "id=", "x", keys, at);
            assertThat(ours(signer, request)).isEqualTo(theirs(request));
        }
    }

    @Test
    void keysAreNotPrintedWithTheirSecret() {
        assertThat(SESSION).hasToString("Keys[ASIAEXAMPLE]");
    }

    private record Request(String endpoint, Verb verb, String id, String body, Keys keys, Instant at) {

        byte[] bytes() {
            return body.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static void agree(Request request) {
        assertThat(ours(signer(request.endpoint()), request)).as("%s", request).isEqualTo(theirs(request));
    }

    private static Signer signer(String endpoint) {
        return new Signer(Endpoint.of(URI.create(endpoint)), REGION);
    }

    /** The header Authorization. */
    private static String ours(Signer signer, Request request) {
        Signer.Stamp stamp = signer.stamp(request.keys(), request.at().getEpochSecond());
        byte[] signature = signer.signature(
                stamp, request.verb(), Endpoint.encoded(request.id()), signer.bodyHash(request.bytes()));
        String headers = new String(stamp.of(request.verb()).headers(), StandardCharsets.US_ASCII);
        return headers.substring(headers.indexOf("Authorization: ") + "Authorization: ".length())
                + new String(signature, StandardCharsets.US_ASCII);
    }

    private static @Nullable String theirs(Request request) {
        Endpoint endpoint = Endpoint.of(URI.create(request.endpoint()));
        String id = new String(Endpoint.encoded(request.id()), StandardCharsets.US_ASCII);
        var http = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.fromValue(request.verb().name()))
                .protocol(endpoint.tls() ? "https" : "http")
                .host(endpoint.host())
                .port(endpoint.port())
                .encodedPath(endpoint.path() + "/@connections/" + id);
        if (request.verb().hasBody()) {
            http.putHeader("Content-Type", "application/json");
        }
        SdkHttpRequest unsigned = http.build();
        AwsCredentialsIdentity identity = request.keys().token() == null
                ? AwsBasicCredentials.create(
                        request.keys().accessKey(), request.keys().secret())
                : AwsSessionCredentials.create(
                        request.keys().accessKey(),
                        request.keys().secret(),
                        request.keys().token());
        return AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(identity)
                        .request(unsigned)
                        .payload(ContentStreamProvider.fromByteArray(request.bytes()))
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, REGION)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(request.at(), ZoneOffset.UTC)))
                .request()
                .firstMatchingHeader("Authorization")
                .orElse(null);
    }

    private static String text(Random random, int length) {
        var text = new StringBuilder();
        while (text.length() < length) {
            int c = random.nextInt(4) == 0 ? random.nextInt(0x10ffff) : 0x20 + random.nextInt(0x60);
            if (Character.isValidCodePoint(c) && (c < 0xd800 || c > 0xdfff)) {
                text.appendCodePoint(c);
            }
        }
        return text.toString().equals(".") || text.toString().equals("..") ? "x" : text.toString();
    }
}
