package herald.local.stack.probe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Does in its constructor what the variables say; the handler returns its event. */
public final class InitProbe implements RequestStreamHandler {

    /** @throws IllegalStateException with {@code THROW}, unless the file {@code GOOD_IF} exists */
    public InitProbe() throws InterruptedException {
        if (Files.exists(Path.of(System.getenv().getOrDefault("GOOD_IF", "/nowhere")))) {
            return;
        }
        Thread.sleep(Long.parseLong(System.getenv().getOrDefault("SLEEP", "0")));
        if (System.getenv("EXIT") != null) {
            System.exit(Integer.parseInt(System.getenv("EXIT")));
        }
        if (System.getenv("THROW") != null) {
            throw new IllegalStateException(System.getenv("THROW"));
        }
    }

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        event.transferTo(response);
    }
}
