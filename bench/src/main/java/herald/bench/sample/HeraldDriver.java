package herald.bench.sample;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import herald.BroadcastFunction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Herald's real handler in a plain JVM. By lines: {@code publish N BYTES} is one invocation with a batch of N messages,
 * {@code deliver BASE64} one with that message of the delivery queue. Answers {@code done MICROS FAILED_RECORDS}.
 */
final class HeraldDriver {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String QUEUES = "arn:aws:sqs:us-east-1:000000000000:";

    private HeraldDriver() {}

    public static void main(String[] arguments) throws IOException {
        var function = new BroadcastFunction();
        System.out.println("ready");
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            SQSEvent event = event(line.split(" ", -1));
            long started = System.nanoTime();
            int failed = function.handleRequest(event, new Invocation(TIMEOUT))
                    .getBatchItemFailures()
                    .size();
            System.out.println("done " + (System.nanoTime() - started) / 1000 + " " + failed);
        }
        System.exit(0);
    }

    private static SQSEvent event(String[] words) throws IOException {
        List<SQSMessage> records = new ArrayList<>();
        switch (words[0]) {
            case "publish" -> {
                for (int n = 0; n < Integer.parseInt(words[1]); n++) {
                    records.add(record("publish", body(n, Integer.parseInt(words[2]))));
                }
            }
            case "deliver" ->
                records.add(
                        record("delivery", new String(Base64.getDecoder().decode(words[1]), StandardCharsets.UTF_8)));
            default -> throw new IOException("no such order: " + words[0]);
        }
        var event = new SQSEvent();
        event.setRecords(records);
        return event;
    }

    /** The event, as {@code bench/peers/node-sample} is sent it too. */
    static String body(int n, int bytes) {
        String open = "{\"n\":" + n + ",\"text\":\"";
        return open + "x".repeat(Math.max(0, bytes - open.length() - 2)) + "\"}";
    }

    private static SQSMessage record(String queue, String body) {
        var record = new SQSMessage();
        record.setMessageId(UUID.randomUUID().toString());
        record.setReceiptHandle("handle");
        record.setEventSourceArn(QUEUES + queue);
        record.setBody(body);
        record.setAttributes(Map.of("ApproximateReceiveCount", "1"));
        record.setMessageAttributes(Map.of());
        return record;
    }
}
