package herald.lean;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A signer of requests to one API's {@code @connections} with AWS Signature Version 4 (AWS docs, IAM, "Create a signed AWS API
 * request"), byte for byte as the SDK's own signer does for the same headers. Not thread-safe.
 *
 * <p>What does not change from one request to the next is kept: the signing key for a day, everything but the id and the
 * body's hash for a second.
 */
final class Signer {

    static final String CONTENT_TYPE = "application/json";

    private static final String SERVICE = "execute-api";
    private static final int SECONDS_PER_DAY = 24 * 60 * 60;
    private static final byte[] EMPTY = new byte[0];
    private static final byte[] NEW_LINE = {'\n'};

    private final Endpoint endpoint;
    private final String region;
    private final byte[] canonicalPath;
    private final MessageDigest hash = Hmac.sha256();
    private final TextBuffer text = new TextBuffer();
    private final byte[] hashOfNothing = TextBuffer.hex(hash.digest(EMPTY));

    private long second = Long.MIN_VALUE;
    private String day = "";
    private @Nullable Keys keys;
    private @Nullable Hmac key;
    private @Nullable Stamp stamp;

    Signer(Endpoint endpoint, String region) {
        this.endpoint = endpoint;
        this.region = region;
        byte[] path = (endpoint.path() + "/@connections/").getBytes(StandardCharsets.US_ASCII);
        this.canonicalPath = Endpoint.encodedAgain(path);
    }

    /** The part of signing that all requests of one second have in common. */
    record Stamp(Hmac hmac, Part withBody, Part withoutBody) {

        Part of(Verb verb) {
            return verb.hasBody() ? withBody : withoutBody;
        }
    }

    /**
     * The part of signing that all requests of one second with the same header names have in common.
     *
     * @param beforeHash of the canonical request, from the path's end to the body's hash among the headers
     * @param afterHash from there to the body's hash at its end
     * @param headers of the request: all but the body's hash and the signature, which is to follow
     */
    record Part(byte[] beforeHash, byte[] afterHash, byte[] headers) {}

    /** The stamp of a moment, made anew when the second or the keys have changed. */
    Stamp stamp(Keys with, long epochSecond) {
        Stamp current = stamp;
        if (current == null || epochSecond != second || !with.equals(keys)) {
            String date = date(epochSecond);
            Hmac signing = key(with, date.substring(0, 8));
            current = stamped(with, date, signing);
            second = epochSecond;
            stamp = current;
        }
        return current;
    }

    /**
     * The signature of a request in hexadecimal digits.
     *
     * @param id percent-encoded, as on the wire
     * @param bodyHash in hexadecimal digits
     */
    byte[] signature(Stamp with, Verb verb, byte[] id, byte[] bodyHash) {
        Part part = with.of(verb);
        text.clear()
                .put(verb.name())
                .put(NEW_LINE)
                .put(canonicalPath)
                .put(Endpoint.encodedAgain(id))
                .put(part.beforeHash())
                .put(bodyHash)
                .put(part.afterHash())
                .put(bodyHash);
        hash.update(text.array(), 0, text.length());
        byte[] toSign = text.clear().putHex(hash.digest()).copy();
        return text.clear().putHex(with.hmac().of(toSign)).copy();
    }

    /** SHA-256 of a body in hexadecimal digits. */
    byte[] bodyHash(byte[] body) {
        return body.length == 0 ? hashOfNothing : TextBuffer.hex(hash.digest(body));
    }

    private Hmac key(Keys with, String today) {
        Hmac current = key;
        if (current == null || !today.equals(day) || !with.equals(keys)) {
            byte[] secret = ("AWS4" + with.secret()).getBytes(StandardCharsets.UTF_8);
            byte[] ofDay = new Hmac(secret).of(ascii(today));
            byte[] ofRegion = new Hmac(ofDay).of(ascii(region));
            byte[] ofService = new Hmac(ofRegion).of(ascii(SERVICE));
            current = new Hmac(new Hmac(ofService).of(ascii("aws4_request")));
            key = current;
            keys = with;
            day = today;
        }
        return current;
    }

    private Stamp stamped(Keys with, String date, Hmac signing) {
        String scope = date.substring(0, 8) + "/" + region + "/" + SERVICE + "/aws4_request";
        byte[] prefix = ascii("AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n");
        Moment moment = new Moment(with, date, scope);
        return new Stamp(signing.beginningWith(prefix), part(moment, true), part(moment, false));
    }

    private record Moment(Keys keys, String date, String scope) {}

    private Part part(Moment at, boolean body) {
        String token = at.keys().token();
        String names = (body ? "content-type;" : "")
                + "host;x-amz-content-sha256;x-amz-date"
                + (token == null ? "" : ";x-amz-security-token");
        String host = endpoint.authority();
        String type = body ? "content-type:" + CONTENT_TYPE + "\n" : "";
        String before = "\n\n" + type + "host:" + host + "\nx-amz-content-sha256:";
        String secured = token == null ? "" : "\nx-amz-security-token:" + token;
        String after = "\nx-amz-date:" + at.date() + secured + "\n\n" + names + "\n";
        String first = "Host: " + host + "\r\nUser-Agent: herald" + (body ? "\r\nContent-Type: " + CONTENT_TYPE : "");
        String dated = "\r\nX-Amz-Date: " + at.date();
        String tokened = token == null ? "" : "\r\nX-Amz-Security-Token: " + token;
        String authorized =
                "\r\nAuthorization: AWS4-HMAC-SHA256 Credential=" + at.keys().accessKey() + "/" + at.scope();
        String headers = first + dated + tokened + authorized + ", SignedHeaders=" + names + ", Signature=";
        return new Part(ascii(before), ascii(after), ascii(headers));
    }

    /** {@code 20261124T142809Z}, without the classes of a formatter or of time zones. */
    private static String date(long epochSecond) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(epochSecond, SECONDS_PER_DAY));
        int second = Math.floorMod(epochSecond, SECONDS_PER_DAY);
        var date = new char[16];
        Arrays.fill(date, 'T');
        digits(date, 0, day.getYear() / 100);
        digits(date, 2, day.getYear() % 100);
        digits(date, 4, day.getMonthValue());
        digits(date, 6, day.getDayOfMonth());
        digits(date, 9, second / 3600);
        digits(date, 11, second / 60 % 60);
        digits(date, 13, second % 60);
        date[15] = 'Z';
        return new String(date);
    }

    private static void digits(char[] into, int at, int number) {
        into[at] = (char) ('0' + number / 10);
        into[at + 1] = (char) ('0' + number % 10);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
