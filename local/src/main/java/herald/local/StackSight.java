package herald.local;

import herald.local.console.Sight;
import herald.local.gateway.Gateway;
import herald.local.lambda.Lambda;
import herald.local.queues.QueueDepths;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the console sees. The gateway serves the console, and so comes after it. Thread-safe. */
final class StackSight implements Sight {

    private final Lambda lambda;
    private final QueueDepths depths;
    private volatile @Nullable Gateway gateway;

    StackSight(Lambda lambda, QueueDepths depths) {
        this.lambda = lambda;
        this.depths = depths;
    }

    void see(Gateway started) {
        gateway = started;
    }

    @Override
    public List<OpenConnection> connections() {
        Gateway seen = gateway;
        return seen == null ? List.of() : seen.connections();
    }

    @Override
    public List<QueueDepth> queues() {
        return depths.latest();
    }

    @Override
    public List<Environment> environments() {
        return lambda.environments();
    }
}
