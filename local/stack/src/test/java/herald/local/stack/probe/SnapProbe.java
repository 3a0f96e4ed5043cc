package herald.local.stack.probe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crac.Core;
import org.crac.Resource;

/** Returns which of its hooks have run; the hook that {@code BROKEN} names throws. */
public final class SnapProbe implements RequestHandler<Map<String, String>, List<String>>, Resource {

    private final List<String> ran = new ArrayList<>();

    public SnapProbe() {
        Core.getGlobalContext().register(this);
    }

    @Override
    public List<String> handleRequest(Map<String, String> event, Context context) {
        return ran;
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        run("beforeCheckpoint");
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        run("afterRestore");
    }

    private void run(String hook) {
        if (hook.equals(System.getenv("BROKEN"))) {
            throw new IllegalStateException(hook + " is broken");
        }
        ran.add(hook);
    }
}
