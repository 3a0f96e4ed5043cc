package herald.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import herald.local.stack.Addresses;
import herald.local.stack.CannotStart;
import herald.local.stack.Home;
import herald.local.stack.wire.AwsJson;
import herald.local.stack.wire.AwsRefused;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code local/publish}: sends a message to the stack's publish queue, as any SQS client would. Ends with 0 when the
 * queue has it, with 2 and one line on standard error if not.
 */
public final class Publish {

    private static final String HELP = """
            Usage: local/publish [--event E] [--channel C] [--queue URL] [--state DIR] JSON

            Sends JSON to the publish queue of the stack that local/up runs, and prints the message's id.
              --event E      what clients see it as (default: the template's DefaultEvent)
              --channel C    whom it is for (default: lobby)
              --queue URL    another queue than the stack's publish queue
              --state DIR    what that local/up was given as --state
              --help         print this and end
            """;

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final String DEFAULT_CHANNEL = "lobby";

    private @Nullable String event;
    private @Nullable String channel;
    private @Nullable String queue;
    private @Nullable String state;
    private @Nullable String body;

    private Publish() {}

    public static void main(String[] args) {
        if (List.of(args).contains("--help")) {
            System.out.print(HELP);
            return;
        }
        try {
            Publish publish = new Publish();
            publish.read(args);
            System.out.println(publish.send());
        } catch (CannotStart wrong) {
            System.err.println("local/publish: " + wrong.getMessage());
            System.exit(2);
        }
    }

    private void read(String[] args) throws CannotStart {
        for (int at = 0; at < args.length; at++) {
            String argument = args[at];
            if (!argument.startsWith("--")) {
                if (body != null) {
                    throw new CannotStart("one JSON value at a time; quote it for the shell");
                }
                body = argument;
                continue;
            }
            int equals = argument.indexOf('=');
            String option = equals < 0 ? argument : argument.substring(0, equals);
            if (equals < 0 && at + 1 == args.length) {
                throw new CannotStart(option + " needs a value (local/publish --help lists the options)");
            }
            set(option, equals < 0 ? args[++at] : argument.substring(equals + 1));
        }
    }

    private void set(String option, String value) throws CannotStart {
        switch (option) {
            case "--event" -> event = value;
            case "--channel" -> channel = value;
            case "--queue" -> queue = value;
            case "--state" -> state = value;
            default -> throw new CannotStart("unknown option " + option + " (local/publish --help lists the options)");
        }
    }

    private String send() throws CannotStart {
        String message = checkedBody();
        String url = queue == null ? publishQueue() : queue;
        ObjectNode request = AwsJson.object().put("QueueUrl", url).put("MessageBody", message);
        ObjectNode attributes = AwsJson.object();
        put(attributes, "event", event);
        put(attributes, "channel", channel);
        if (!attributes.isEmpty()) {
            request.set("MessageAttributes", attributes);
        }
        if (url.endsWith(".fifo")) {
            request.put("MessageGroupId", channel == null ? DEFAULT_CHANNEL : channel);
            request.put("MessageDeduplicationId", UUID.randomUUID().toString());
        }
        try (AwsJson sqs = AwsJson.sqs(endpoint(url), Addresses.REGION)) {
            return sqs.call("SendMessage", request, ANSWER).path("MessageId").asText();
        } catch (AwsRefused | IOException failure) {
            throw new CannotStart(url + " does not take it: " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            throw new CannotStart("interrupted", interrupted);
        }
    }

    private String checkedBody() throws CannotStart {
        if (body == null) {
            throw new CannotStart("what? Give a JSON value, such as '{\"id\":\"1\",\"text\":\"hello\"}'");
        }
        try {
            JsonNode json = new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(body);
            if (json.isMissingNode()) {
                throw new CannotStart("an empty text is not JSON");
            }
            return body;
        } catch (JsonProcessingException invalid) {
            throw new CannotStart(
                    "not JSON: " + invalid.getOriginalMessage() + " (a text needs its quotes: '\"hello\"')");
        }
    }

    private String publishQueue() throws CannotStart {
        Path file = (state == null ? Home.located().target() : Path.of(state)).resolve("ready.json");
        try {
            JsonNode url = new ObjectMapper().readTree(Files.readString(file)).path("publishQueueUrl");
            if (url.isTextual()) {
                return url.textValue();
            }
            throw new CannotStart("the stack has no one queue to publish to; name one with --queue URL");
        } catch (NoSuchFileException none) {
            throw new CannotStart("nothing is running here; start it with local/up, or name a queue with --queue URL");
        } catch (IOException unreadable) {
            throw new CannotStart(file + " can't be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static URI endpoint(String url) throws CannotStart {
        try {
            return URI.create(url).resolve("/");
        } catch (IllegalArgumentException invalid) {
            throw new CannotStart("--queue: " + url + " is not a queue's URL");
        }
    }

    private static void put(ObjectNode attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.putObject(name).put("DataType", "String").put("StringValue", value);
        }
    }
}
