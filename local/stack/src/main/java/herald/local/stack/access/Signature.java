package herald.local.stack.access;

import herald.local.stack.wire.Sha256;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An {@code Authorization} header of Signature Version 4, with its signed headers in their order, and the texts that it
 * is made over ("Create a signed AWS API request", IAM User Guide). Immutable; everything here is a function of its
 * arguments.
 */
record Signature(String accessKeyId, Scope scope, List<String> signedHeaders, String value) {

    /**
     * The scope of a credential, which is what its signing key is for; the date has eight digits, the end is
     * {@code aws4_request}.
     */
    record Scope(String date, String region, String service, String end) {

        List<String> parts() {
            return List.of(date, region, service, end);
        }
    }

    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final String END = "aws4_request";

    /** One byte is one character, as in what Netty reads, so that a text made of it hashes as what is on the wire. */
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    private static final Pattern SEPARATORS = Pattern.compile("[,\\s]+");
    private static final Pattern SPACES = Pattern.compile(" {2,}");
    private static final int SCOPE_PARTS = 5;

    /** The signed headers of most calls, with a session token. */
    private static final int HEADERS_LENGTH = 1024;

    Signature {
        signedHeaders = List.copyOf(signedHeaders);
    }

    /** Reads a header; empty if it is of another algorithm, or lacks one of its three parts. */
    static Optional<Signature> parse(String authorization) {
        String[] parts = SEPARATORS.split(authorization.trim(), 0);
        if (!parts[0].equals(ALGORITHM)) {
            return Optional.empty();
        }
        Map<String, String> fields = new HashMap<>();
        for (String part : parts) {
            int equals = part.indexOf('=');
            if (equals >= 0) {
                fields.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        String[] scope = fields.getOrDefault("Credential", "").split("/", -1);
        String headers = fields.getOrDefault("SignedHeaders", "");
        String value = fields.getOrDefault("Signature", "");
        if (scope.length != SCOPE_PARTS || headers.isEmpty() || value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Signature(
                scope[0], new Scope(scope[1], scope[2], scope[3], scope[4]), List.of(headers.split(";")), value));
    }

    /** @throws IllegalArgumentException if the query is not properly percent-encoded */
    String canonicalRequest(SignedCall call) {
        StringBuilder headers = new StringBuilder(HEADERS_LENGTH);
        for (String name : signedHeaders) {
            headers.append(name).append(':').append(canonicalValue(call, name)).append('\n');
        }
        return String.join(
                "\n",
                call.method(),
                canonicalPath(call.path()),
                canonicalQuery(call.query()),
                headers,
                String.join(";", signedHeaders),
                call.bodySha256());
    }

    /** @param time of the call's {@code x-amz-date}, as it came */
    String stringToSign(String time, String canonicalRequest) {
        return String.join(
                "\n", ALGORITHM, time, String.join("/", scope.parts()), Sha256.hex(canonicalRequest.getBytes(BYTES)));
    }

    /** Returns the key that signatures of this one's scope are made with. */
    byte[] key(String secretAccessKey) {
        byte[] key = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.parts()) {
            key = hmac(key, part);
        }
        return key;
    }

    /** Takes as long for a wrong signature as for the right one. */
    boolean isRight(byte[] key, String stringToSign) {
        String right = HexFormat.of().formatHex(hmac(key, stringToSign));
        return MessageDigest.isEqual(right.getBytes(BYTES), value.getBytes(BYTES));
    }

    /**
     * Returns the path without {@code .}, {@code ..} and doubled slashes, and each part encoded a second time, as all
     * services but S3 have it: {@code /prod/@connections/ID%3D} is signed as {@code /prod/%40connections/ID%253D}.
     */
    private static String canonicalPath(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(encoded(part));
            }
        }
        String end = path.endsWith("/") && !parts.isEmpty() ? "/" : "";
        return "/" + String.join("/", parts) + end;
    }

    /** Returns it encoded once, whatever the client left as it was, and sorted by name, then by value. */
    private static String canonicalQuery(String query) {
        if (query.isEmpty()) {
            return "";
        }
        return Arrays.stream(query.split("&", -1))
                .filter(parameter -> !parameter.isEmpty())
                .map(parameter -> parameter.split("=", 2))
                .map(pair -> new Parameter(recoded(pair[0]), pair.length == 2 ? recoded(pair[1]) : ""))
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
    }

    private record Parameter(String name, String value) {}

    private static String recoded(String text) {
        return encoded(QueryStringDecoder.decodeComponent(text, BYTES));
    }

    /** Encodes by RFC 3986: all but letters, digits and four signs. */
    private static String encoded(String text) {
        if (text.chars().allMatch(Signature::isUnreserved)) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte octet : text.getBytes(BYTES)) {
            char sign = (char) (octet & 0xff);
            if (isUnreserved(sign)) {
                encoded.append(sign);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(int sign) {
        return sign < 0x80 && (Character.isLetterOrDigit(sign) || "-._~".indexOf(sign) >= 0);
    }

    private static String canonicalValue(SignedCall call, String name) {
        List<String> values = call.headers().getOrDefault(name, List.of());
        return values.size() == 1
                ? singleSpaced(values.getFirst())
                : values.stream().map(Signature::singleSpaced).collect(Collectors.joining(","));
    }

    private static String singleSpaced(String value) {
        String trimmed = value.trim();
        return trimmed.contains("  ") ? SPACES.matcher(trimmed).replaceAll(" ") : trimmed;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
