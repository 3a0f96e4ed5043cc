package herald.local.stack.probe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Optional;

/** Reads a setting in a static initialiser. */
public final class StaticProbe implements RequestHandler<String, String> {

    private static final String SETTING = Optional.ofNullable(System.getenv("SETTING"))
            .orElseThrow(() -> new IllegalStateException("SETTING is not set"));

    @Override
    public String handleRequest(String event, Context context) {
        return SETTING;
    }
}
