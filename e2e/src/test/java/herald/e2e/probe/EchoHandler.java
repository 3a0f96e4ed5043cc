package herald.e2e.probe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Answers every route with the event that it was given and its own variables, as a JSON string in {@code body}. */
public final class EchoHandler implements RequestStreamHandler {

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        if (event.contains("please-throw")) {
            throw new IllegalStateException("as asked");
        }
        int status = event.contains("please-refuse") ? 418 : 200;
        String seen = "{\"event\":" + event + ",\"table\":\"" + System.getenv("TABLE") + "\",\"joined\":\""
                + System.getenv("JOINED") + "\",\"mapped\":\"" + System.getenv("MAPPED") + "\",\"arn\":\""
                + context.getInvokedFunctionArn() + "\"}";
        String body = seen.replace("\\", "\\\\").replace("\"", "\\\"");
        output.write(("{\"statusCode\":" + status + ",\"headers\":{\"Sec-WebSocket-Protocol\":\"echo.v2\"},\"body\":\""
                        + body + "\"}")
                .getBytes(StandardCharsets.UTF_8));
    }
}
