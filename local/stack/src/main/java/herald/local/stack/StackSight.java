package herald.local.stack;

import herald.local.stack.feed.Sight;
import herald.local.stack.gateway.Gateway;
import herald.local.stack.lambda.Lambda;
import herald.local.stack.queues.QueueDepths;
import herald.local.stack.weather.Chance;
import herald.local.stack.weather.Fault;
import herald.local.stack.weather.Weather;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sight that the console has of the stack. The gateway serves the console, and so comes after it. Thread-safe. */
final class StackSight implements Sight {

    private final Lambda lambda;
    private final QueueDepths depths;
    private final Weather weather;
    private final Triggers triggers;
    private volatile @Nullable Gateway gateway;

    StackSight(Lambda lambda, QueueDepths depths, Weather weather, Triggers triggers) {
        this.lambda = lambda;
        this.depths = depths;
        this.triggers = triggers;
        this.weather = weather;
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
    public List<EnvironmentProcess> environments() {
        return lambda.environments();
    }

    @Override
    public List<ScheduleState> schedules() {
        return triggers.schedules();
    }

    @Override
    public List<FaultCount> faults() {
        Map<Fault, Long> happened = weather.happened();
        List<FaultCount> faults = new ArrayList<>();
        for (Chance chance : weather.chances()) {
            boolean limited =
                    !chance.connections().isEmpty() || !chance.functions().isEmpty();
            long count = happened.getOrDefault(chance.fault(), 0L);
            faults.add(new FaultCount(chance.fault().word(), chance.rate(), limited, count));
        }
        weather.chances().forEach(chance -> happened.remove(chance.fault()));
        happened.forEach((fault, count) -> faults.add(new FaultCount(fault.word(), 0, false, count)));
        return faults;
    }
}
