package herald.local.stack.access;

import herald.local.stack.wire.Credentials;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The check of a service's calls, which lets those in that are signed, by Signature Version 4 in the
 * {@code Authorization} header, with the credentials of one of the template's functions or with
 * {@link Credentials#PERSON}. Thread-safe.
 *
 * <p>What each fault is answered is known in parts. AWS documents the mismatch, the unknown key and the unsigned call
 * with their sentences (re:Post, "SigV4 signature mismatch errors ... with API Gateway") and the skew of five minutes
 * (IAM User Guide). The texts of the scope's, the date's and the mismatch's answers are as users report them. Nobody
 * says which of several faults is answered, nor whether a date that isn't signed is: here it is refused, since the
 * documentation demands that every {@code x-amz-*} header be signed. A signature in the query, which is for browsers,
 * and a {@code Date} in place of {@code x-amz-date} are not taken here: no SDK sends them to this API.
 */
final class Signatures {

    /** IAM User Guide, "Troubleshoot Signature Version 4": a request is good for five minutes. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final String service;
    private final String region;
    private final Map<String, Credentials> known;

    /** Signing keys by access key, the last one only, as it changes once a day. */
    private final Map<String, Key> keys = new ConcurrentHashMap<>();

    private record Key(String date, byte[] bytes) {}

    /** @param service as a scope names it, such as {@code dynamodb} */
    Signatures(String service, String region, Stream<Credentials> known) {
        this.service = service;
        this.region = region;
        this.known = known.collect(Collectors.toUnmodifiableMap(Credentials::accessKeyId, Function.identity()));
    }

    /**
     * Returns what a call that may not be let in is answered; empty if its signature is right.
     *
     * @throws IllegalArgumentException if the query is not properly percent-encoded
     */
    Optional<AccessRefusal> refusal(SignedCall call, Instant now) {
        Optional<String> authorization = call.header("authorization");
        if (authorization.isEmpty()) {
            return refused(
                    "MissingAuthenticationTokenException",
                    service.equals("execute-api")
                            ? "Missing Authentication Token"
                            : "Request is missing Authentication Token");
        }
        Optional<Signature> signature = Signature.parse(authorization.get());
        if (signature.isEmpty()) {
            return incomplete("Authorization header requires 'Credential' parameter."
                    + " Authorization header requires 'Signature' parameter."
                    + " Authorization header requires 'SignedHeaders' parameter.");
        }
        Optional<String> time = call.header("x-amz-date");
        Instant signedAt = time.map(Signatures::parsed).orElse(null);
        if (signedAt == null) {
            return incomplete("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }
        Signature read = signature.get();
        return unsignedHeader(read)
                .or(() -> elsewhere(read))
                .or(() -> outOfDate(read, signedAt, now))
                .or(() -> unknown(read, call))
                .or(() -> mismatch(read, call, time.orElseThrow()));
    }

    private static @Nullable Instant parsed(String time) {
        try {
            return LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    private static Optional<AccessRefusal> unsignedHeader(Signature signature) {
        if (!signature.signedHeaders().contains("host")) {
            return invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        if (!signature.signedHeaders().contains("x-amz-date")) {
            return invalid("'X-Amz-Date' must be a 'SignedHeader' in the AWS Authorization.");
        }
        return Optional.empty();
    }

    private Optional<AccessRefusal> elsewhere(Signature signature) {
        StringBuilder faults = new StringBuilder();
        if (!signature.scope().region().equals(region)) {
            faults.append("Credential should be scoped to a valid region, not '"
                    + signature.scope().region() + "'. ");
        }
        if (!signature.scope().service().equals(service)) {
            faults.append("Credential should be scoped to correct service: '" + service + "'. ");
        }
        if (!signature.scope().end().equals(Signature.END)) {
            faults.append("Credential should be scoped with a valid terminator: '" + Signature.END + "', not '"
                    + signature.scope().end() + "'. ");
        }
        return faults.isEmpty() ? Optional.empty() : invalid(faults.toString());
    }

    private static Optional<AccessRefusal> outOfDate(Signature signature, Instant signedAt, Instant now) {
        String time = TIME.format(signedAt);
        String day = time.substring(0, time.indexOf('T'));
        if (!signature.scope().date().equals(day)) {
            return invalid("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                    + signature.scope().date() + "' != '" + day + "', from '" + time + "'.");
        }
        Instant earliest = now.minus(SKEW);
        if (signedAt.isBefore(earliest)) {
            return invalid("Signature expired: " + time + " is now earlier than " + TIME.format(earliest) + " ("
                    + TIME.format(now) + " - 5 min.)");
        }
        Instant latest = now.plus(SKEW);
        if (signedAt.isAfter(latest)) {
            return invalid("Signature not yet current: " + time + " is still later than " + TIME.format(latest) + " ("
                    + TIME.format(now) + " + 5 min.)");
        }
        return Optional.empty();
    }

    /** A role's key is nothing without its session token, and a user's key has none. */
    private Optional<AccessRefusal> unknown(Signature signature, SignedCall call) {
        Credentials credentials = known.get(signature.accessKeyId());
        if (credentials == null || !credentials.takes(call.header("x-amz-security-token"))) {
            return refused("UnrecognizedClientException", "The security token included in the request is invalid.");
        }
        return Optional.empty();
    }

    private Optional<AccessRefusal> mismatch(Signature signature, SignedCall call, String time) {
        String canonical = signature.canonicalRequest(call);
        String text = signature.stringToSign(time, canonical);
        boolean body = call.header("x-amz-content-sha256")
                .map(call.bodySha256()::equals)
                .orElse(true);
        if (body && signature.isRight(key(signature), text)) {
            return Optional.empty();
        }
        return invalid("The request signature we calculated does not match the signature you provided. Check your AWS"
                + " Secret Access Key and signing method. Consult the service documentation for details.\n\n"
                + "The Canonical String for this request should have been\n'" + canonical + "'\n\n"
                + "The String-to-Sign should have been\n'" + text + "'\n");
    }

    private byte[] key(Signature signature) {
        Key key = keys.compute(
                signature.accessKeyId(),
                (id, last) ->
                        last != null && last.date().equals(signature.scope().date())
                                ? last
                                : new Key(signature.scope().date(), signature.key(secret(id))));
        return key.bytes();
    }

    private String secret(String accessKeyId) {
        return Optional.ofNullable(known.get(accessKeyId)).orElseThrow().secretAccessKey();
    }

    private static Optional<AccessRefusal> incomplete(String message) {
        return refused("IncompleteSignatureException", message);
    }

    private static Optional<AccessRefusal> invalid(String message) {
        return refused("InvalidSignatureException", message);
    }

    private static Optional<AccessRefusal> refused(String type, String message) {
        return Optional.of(new AccessRefusal(type, message));
    }
}
