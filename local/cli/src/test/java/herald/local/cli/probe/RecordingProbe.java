package herald.local.cli.probe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Adds each event as a line to the file {@code EVENTS}, and then fails if {@code FAILS} says so. */
public final class RecordingProbe implements RequestStreamHandler {

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        Files.writeString(
                Path.of(System.getenv("EVENTS")), event + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if ("yes".equals(System.getenv("FAILS"))) {
            throw new IllegalStateException("told to fail");
        }
    }
}
