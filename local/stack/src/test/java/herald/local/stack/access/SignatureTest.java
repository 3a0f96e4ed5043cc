package herald.local.stack.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts and signatures that AWS gives as examples, and the forms that its SDK puts on the wire. */
final class SignatureTest {

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final String EMPTY = Signer.hex(Signer.sha256(new byte[0]));
    private static final String TIME = "20150830T123600Z";

    private static SignedCall call(String method, String path, String query, String... headers) {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        for (String header : headers) {
            int colon = header.indexOf(':');
            byName.computeIfAbsent(header.substring(0, colon), absent -> new ArrayList<>())
                    .add(header.substring(colon + 1));
        }
        return new SignedCall(method, onTheWire(path), onTheWire(query), byName, EMPTY);
    }

    /** One character for each byte, as Netty reads it. */
    private static String onTheWire(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static Signature signature(String service, String signedHeaders, String value) {
        return Signature.parse("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/" + service
                        + "/aws4_request, SignedHeaders=" + signedHeaders + ", Signature=" + value)
                .orElseThrow();
    }

    private static boolean isRight(Signature signature, SignedCall call) {
        String text = signature.stringToSign(TIME, signature.canonicalRequest(call));
        return signature.isRight(signature.key(SECRET), text);
    }

    /** AWS's "Signature Version 4 test suite". */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | /          |                            | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                "GET  | //         |                            | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                "GET  | /foo/bar/../.. |                        | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                "GET  | /          | Param2=value2&Param1=value1 | b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
                "POST | /          |                            | 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
                "GET  | /\u1234    |                            | 8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85",
                "GET  | /          | \u1234=bar                 | 2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04"
            })
    void awsExamplesAreRight(String method, String path, String query, String value) {
        SignedCall call =
                call(method, path, query == null ? "" : query, "host:example.amazonaws.com", "x-amz-date:" + TIME);
        assertThat(isRight(signature("service", "host;x-amz-date", value), call))
                .isTrue();
        String other = value.replaceFirst(".$", value.endsWith("0") ? "1" : "0");
        assertThat(isRight(signature("service", "host;x-amz-date", other), call))
                .isFalse();
    }

    @Test
    void valuesAreTrimmedAsInAwsExample() {
        SignedCall call = call(
                "GET",
                "/",
                "",
                "host:example.amazonaws.com",
                "my-header1: value1",
                "my-header2: \"a   b   c\"",
                "x-amz-date:" + TIME);
        Signature signature = signature(
                "service",
                "host;my-header1;my-header2;x-amz-date",
                "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736");
        assertThat(isRight(signature, call)).isTrue();
    }

    /** "Create a signed AWS API request", IAM User Guide. */
    @Test
    void theUserGuidesExampleIsRight() {
        SignedCall call = call(
                "GET",
                "/",
                "Action=ListUsers&Version=2010-05-08",
                "content-type:application/x-www-form-urlencoded; charset=utf-8",
                "host:iam.amazonaws.com",
                "x-amz-date:" + TIME);
        Signature signature = signature(
                "iam",
                "content-type;host;x-amz-date",
                "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
        assertThat(isRight(signature, call)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/prod/@connections/ID%3D, /prod/%40connections/ID%253D",
        "/prod/%40connections/ID%3D, /prod/%2540connections/ID%253D",
        "/prod/@connections/a_b-c~d.e=, /prod/%40connections/a_b-c~d.e%3D",
        "//prod/./x/../@connections/, /prod/%40connections/"
    })
    void partsOfThePathAreEncodedASecondTime(String wire, String canonical) {
        assertThat(signature("execute-api", "host", "0")
                        .canonicalRequest(call("POST", wire, ""))
                        .lines()
                        .toList())
                .element(1)
                .isEqualTo(canonical);
    }

    @Test
    void queryIsEncodedOnceAndSorted() {
        assertThat(signature("execute-api", "host", "0")
                        .canonicalRequest(call("GET", "/", "b=%7e&a=2&a=1&c&d=x%2Fy z"))
                        .lines()
                        .toList())
                .element(2)
                .isEqualTo("a=1&a=2&b=~&c=&d=x%2Fy%20z");
    }

    @Test
    void headersStandAsTheyAreListedAndRepeatedOnesTogether() {
        assertThat(signature("execute-api", "x-b;host", "0")
                        .canonicalRequest(call("GET", "/", "", "host:h", "x-b:1", "x-b: 2 ", "x-a:0")))
                .contains("\nx-b:1,2\nhost:h\n\nx-b;host\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer abc",
                "AWS4-HMAC-SHA256",
                "AWS4-HMAC-SHA256 Credential=k/d/r/s/aws4_request, Signature=0",
                "AWS4-HMAC-SHA256 Credential=k/d/r/s/aws4_request, SignedHeaders=host",
                "AWS4-HMAC-SHA256 Credential=k/d/r/s, SignedHeaders=host, Signature=0",
                "AWS4-HMAC-SHA256 SignedHeaders=host, Signature=0",
                "AWS4-ECDSA-P256-SHA256 Credential=k/d/r/s/aws4_request, SignedHeaders=host, Signature=0"
            })
    void halfAHeaderIsNone(String authorization) {
        assertThat(Signature.parse(authorization)).isEmpty();
    }

    @Test
    void partsNeedNoSpaceBetweenThem() {
        assertThat(Signature.parse("AWS4-HMAC-SHA256 Credential=k/d/r/s/e,SignedHeaders=a;b,Signature=0"))
                .contains(new Signature("k", new Signature.Scope("d", "r", "s", "e"), List.of("a", "b"), "0"));
    }
}
