package herald.bench.endtoend;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import herald.bench.crowd.Mark;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** The part of SQS that a publisher needs, over its JSON protocol, so that sending costs nearly nothing. Thread-safe. */
final class Sqs implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI endpoint;

    Sqs(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** @return its URL */
    String createQueue(String name) throws IOException, InterruptedException {
        String answer = call("CreateQueue", json -> json.writeStringField("QueueName", name));
        return Fields.of(answer).text("QueueUrl");
    }

    void send(String queue, String body) throws IOException, InterruptedException {
        call("SendMessage", json -> {
            json.writeStringField("QueueUrl", queue);
            json.writeStringField("MessageBody", body);
        });
    }

    /** @param marks of ten messages at most */
    void send(String queue, List<Mark> marks, int bytes) throws IOException, InterruptedException {
        String answer = call("SendMessageBatch", json -> {
            json.writeStringField("QueueUrl", queue);
            json.writeArrayFieldStart("Entries");
            for (Mark mark : marks) {
                json.writeStartObject();
                json.writeStringField("Id", "n" + mark.n());
                json.writeStringField("MessageBody", mark.body(bytes));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
        if (Fields.of(answer).holds("Failed.0.Id")) {
            throw new IOException("the queue did not take all of a batch: " + answer);
        }
    }

    private String call(String action, Body body) throws IOException, InterruptedException {
        var text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        }
        var request = HttpRequest.newBuilder(endpoint)
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "AmazonSQS." + action)
                .POST(BodyPublishers.ofString(text.toString()))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(action + " was answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    @Override
    public void close() {
        http.close();
    }
}
