package herald.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import herald.local.stack.Addresses;
import herald.local.stack.Home;
import herald.local.stack.StartRefusal;
import herald.local.stack.wire.AwsJson;
import herald.local.stack.wire.AwsRefusal;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code local/publish}: sends a message to the stack's publish queue, as any SQS client would. Ends with 0 when the
 * queue has it, with 2 and one line on standard error if not.
 */
@Command(
        name = "local/publish",
        header = "Sends JSON to the publish queue of the stack that local/up runs, and prints the message's id.%n",
        parameterListHeading = "%n")
public final class Publish implements Program {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final String DEFAULT_CHANNEL = "lobby";

    @Option(
            names = "--event",
            paramLabel = "E",
            description = "what clients see it as (default: the template's DefaultEvent)")
    private @Nullable String event;

    @Option(names = "--channel", paramLabel = "C", description = "whom it is for (default: " + DEFAULT_CHANNEL + ")")
    private @Nullable String channel;

    @Option(names = "--queue", paramLabel = "URL", description = "another queue than the stack's publish queue")
    private @Nullable String queue;

    @Option(names = "--state", paramLabel = "DIR", description = "what that local/up was given as --state")
    private @Nullable Path state;

    @Parameters(paramLabel = "JSON", arity = "0..*", hideParamSyntax = true, description = "a JSON value")
    private List<String> bodies = new ArrayList<>();

    Publish() {}

    public static void main(String[] args) {
        Program.main(new Publish(), args);
    }

    /** A negative number is a JSON value and no option, and no value names a file of arguments. */
    @Override
    public void adjust(CommandLine commandLine) {
        commandLine.setUnmatchedOptionsArePositionalParams(true).setExpandAtFiles(false);
    }

    @Override
    public int run(PrintStream out, PrintStream err) throws StartRefusal {
        out.println(send());
        return 0;
    }

    private String send() throws StartRefusal {
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
        } catch (AwsRefusal | IOException failure) {
            throw new StartRefusal(url + " does not take it: " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            throw new StartRefusal("interrupted", interrupted);
        }
    }

    private String checkedBody() throws StartRefusal {
        for (String argument : bodies) {
            if (argument.startsWith("--")) {
                throw new StartRefusal("unknown option " + argument + " (local/publish --help lists the options)");
            }
        }
        if (bodies.isEmpty()) {
            throw new StartRefusal("what? Give a JSON value, such as '{\"id\":\"1\",\"text\":\"hello\"}'");
        }
        if (bodies.size() > 1) {
            throw new StartRefusal("one JSON value at a time; quote it for the shell");
        }
        String body = bodies.getFirst();
        try {
            JsonNode json = new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(body);
            if (json.isMissingNode()) {
                throw new StartRefusal("an empty text is not JSON");
            }
            return body;
        } catch (JsonProcessingException invalid) {
            throw new StartRefusal(
                    "not JSON: " + invalid.getOriginalMessage() + " (a text needs its quotes: '\"hello\"')");
        }
    }

    private String publishQueue() throws StartRefusal {
        Path file = (state == null ? Home.located().target() : state).resolve("ready.json");
        try {
            JsonNode url = new ObjectMapper().readTree(Files.readString(file)).path("publishQueueUrl");
            if (url.isTextual()) {
                return url.textValue();
            }
            throw new StartRefusal("the stack has no one queue to publish to; name one with --queue URL");
        } catch (NoSuchFileException none) {
            throw new StartRefusal("nothing is running here; start it with local/up, or name a queue with --queue URL");
        } catch (IOException unreadable) {
            throw new StartRefusal(file + " can't be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static URI endpoint(String url) throws StartRefusal {
        try {
            return URI.create(url).resolve("/");
        } catch (IllegalArgumentException invalid) {
            throw new StartRefusal("--queue: " + url + " is not a queue's URL");
        }
    }

    private static void put(ObjectNode attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.putObject(name).put("DataType", "String").put("StringValue", value);
        }
    }
}
