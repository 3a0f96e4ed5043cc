package herald.bench.endtoend;

import herald.bench.crowd.Speech;
import herald.bench.rig.Child;
import herald.bench.rig.Workbench;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code bench/peers/socketio}, if it can be had here. */
final class SocketIoServer implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final List<String> NAMED = List.of("python-socketio", "uvicorn", "uvloop", "websockets");

    private final @Nullable Child child;
    private final @Nullable Contestant contestant;
    private final Path requirements;

    private SocketIoServer(@Nullable Child child, @Nullable Contestant contestant, Path requirements) {
        this.child = child;
        this.contestant = contestant;
        this.requirements = requirements;
    }

    /** @throws IOException if its packages are there and it does not start nevertheless */
    static SocketIoServer start(Workbench workbench, Sqs sqs) throws IOException, InterruptedException {
        Path home = workbench.root().resolve("bench/peers/socketio");
        Path requirements = home.resolve("requirements.txt");
        Venv venv;
        try {
            venv = Venv.of(requirements, workbench);
        } catch (IOException missing) {
            workbench.say("endtoend: without the Socket.IO server: " + missing.getMessage());
            return new SocketIoServer(null, null, requirements);
        }
        String queue = sqs.createQueue("socketio");
        Child child = Child.start(
                List.of(venv.python(), home.resolve("server.py").toString(), queue),
                Map.of(),
                workbench.target().resolve("logs/endtoend-socketio.log"));
        try {
            String port = child.next("READY ", START).substring("READY ".length());
            URI url = URI.create("ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket");
            return new SocketIoServer(
                    child, new Contestant("python-socketio", Speech.SOCKETIO, url, queue), requirements);
        } catch (IOException | InterruptedException failed) {
            child.close();
            throw failed;
        }
    }

    Optional<Contestant> contestant() {
        return Optional.ofNullable(contestant);
    }

    /** The versions of what it mainly is made of; nothing if it is not there. */
    Map<String, String> versions() throws IOException {
        Map<String, String> versions = new LinkedHashMap<>();
        if (child != null) {
            for (String line : Files.readAllLines(requirements)) {
                String[] pin = line.split("==", -1);
                if (NAMED.contains(pin[0])) {
                    versions.put(pin[0], pin[1]);
                }
            }
        }
        return versions;
    }

    @Override
    public void close() {
        if (child != null) {
            child.close();
        }
    }
}
