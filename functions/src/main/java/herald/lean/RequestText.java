package herald.lean;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes signed requests as HTTP/1.1. Not thread-safe. */
final class RequestText {

    private static final byte[] HTTP = ascii(" HTTP/1.1\r\n");
    private static final byte[] BODY_HASH = ascii("\r\nx-amz-content-sha256: ");
    private static final byte[] LENGTH = ascii("\r\nContent-Length: ");
    private static final byte[] SPACE = ascii(" ");
    private static final byte[] END = ascii("\r\n\r\n");

    private final Signer signer;
    private final BodyHashes hashes;
    private final byte[] path;
    private final TextBuffer head = new TextBuffer();

    RequestText(Endpoint endpoint, String region) {
        signer = new Signer(endpoint, region);
        hashes = new BodyHashes(signer);
        path = ascii(endpoint.path() + "/@connections/");
    }

    /** The whole request in an array of its own. */
    byte[] of(Call<?> call, Keys keys, long epochSecond) {
        Verb verb = call.verb();
        byte[] bodyHash = hashes.of(call.body());
        Signer.Stamp stamp = signer.stamp(keys, epochSecond);
        byte[] signature = signer.signature(stamp, verb, call.encodedId(), bodyHash);
        head.clear()
                .put(verb.name())
                .put(SPACE)
                .put(path)
                .put(call.encodedId())
                .put(HTTP)
                .put(stamp.of(verb).headers())
                .put(signature)
                .put(BODY_HASH)
                .put(bodyHash);
        if (verb.hasBody()) {
            head.put(LENGTH).putDecimal(call.body().length);
        }
        head.put(END);
        byte[] body = call.body();
        byte[] request = Arrays.copyOf(head.array(), head.length() + body.length);
        System.arraycopy(body, 0, request, head.length(), body.length);
        return request;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
