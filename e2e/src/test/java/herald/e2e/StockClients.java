package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Some Socket.IO clients in a process of their own, by {@code client.js} or {@code client.py}, which say what they are
 * told and what they say. Numbered from 0. Thread-safe, but for what is sent.
 *
 * <p>Closing it ends the process, whatever it is at.
 */
final class StockClients implements AutoCloseable {

    private final Process process;
    private final Writer orders;
    private final List<JsonNode> said = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private int acks;

    private StockClients(Process process) {
        this.process = process;
        this.orders = process.outputWriter();
        Thread.ofVirtual().start(() -> read(process.errorReader(), complaints::add));
        Thread.ofVirtual().start(() -> read(process.inputReader(), line -> said.add(Client.parsed(line))));
    }

    /**
     * Starts so many and lets them connect.
     *
     * @param options over those that the script gives them, a JSON object
     */
    static StockClients start(StockClient kind, URI webSocketUrl, int count, String options) {
        List<String> command = new ArrayList<>(kind.command());
        command.add("http://" + webSocketUrl.getAuthority());
        command.add(webSocketUrl.getPath());
        command.add(String.valueOf(count));
        command.add(options);
        return new StockClients(RunningStack.launch(command));
    }

    private static void read(BufferedReader lines, Consumer<String> reader) {
        try (lines) {
            lines.lines().forEach(reader);
        } catch (IOException | UncheckedIOException ended) {
            reader.accept("{\"is\":\"over\"}");
        }
    }

    /** What a client has said of a kind so far: connected, disconnected, refused, event or ack. */
    List<JsonNode> said(int client, String kind) {
        return said.stream()
                .filter(line -> line.path("client").asInt(-1) == client
                        && line.path("is").asText().equals(kind))
                .toList();
    }

    /** Waits until it has said so that many times; returns all of them. */
    List<JsonNode> awaitSaid(int client, String kind, int times) {
        await().atMost(Client.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(said(client, kind))
                        .as("%s of client %d, complaints: %s", kind, client, complaints)
                        .hasSizeGreaterThanOrEqualTo(times));
        return said(client, kind);
    }

    /** The arguments of each event of a name that a client has got so far. */
    List<JsonNode> events(int client, String name) {
        return said(client, "event").stream()
                .filter(event -> event.get("name").asText().equals(name))
                .map(event -> event.get("args"))
                .toList();
    }

    /** Waits for one event of a name that has one argument with this id. */
    void awaitItem(int client, String name, String id) {
        await().atMost(Client.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(events(client, name))
                        .as("%s of client %d, complaints: %s", name, client, complaints)
                        .anyMatch(args -> args.size() == 1
                                && args.path(0).path("id").asText().equals(id)));
    }

    void emit(int client, String event, JsonNode data) {
        send(order(client, event).set("data", data));
    }

    /** So many bytes, as what the client's language has for them. */
    void emitBytes(int client, String event, int bytes) {
        send(order(client, event).put("bytes", bytes));
    }

    /** Emits and waits for the ack; returns its only argument. */
    JsonNode call(int client, String event, JsonNode data) {
        int ack = ++acks;
        send(order(client, event).put("ack", ack).set("data", data));
        await().atMost(Client.PATIENCE)
                .until(() -> said(client, "ack").stream().anyMatch(answer -> answers(answer, ack)));
        JsonNode args = said(client, "ack").stream()
                .filter(answer -> answers(answer, ack))
                .findFirst()
                .orElseThrow()
                .get("args");
        assertThat(args).hasSize(1);
        return args.get(0);
    }

    /** Waits until its row says, too, that it has joined, which is a write after it is told so. Before any ack it does. */
    void awaitHearing(int client) {
        call(client, "nobody publishes this", RunningStack.JSON.nullNode());
    }

    private static boolean answers(JsonNode answer, int ack) {
        return answer.get("ack").asInt() == ack;
    }

    private static ObjectNode order(int client, String event) {
        return RunningStack.JSON.createObjectNode().put("client", client).put("emit", event);
    }

    private void send(JsonNode order) {
        try {
            orders.write(order + "\n");
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(complaints.toString(), e);
        }
    }

    @Override
    public void close() {
        RunningStack.end(process);
    }
}
