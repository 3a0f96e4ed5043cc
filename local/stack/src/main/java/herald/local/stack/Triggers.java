package herald.local.stack;

import herald.local.stack.feed.Sight;
import herald.local.stack.lambda.Functions;
import herald.local.stack.meter.UsageEvent;
import herald.local.stack.queues.EventSource;
import herald.local.stack.queues.Queues;
import herald.local.stack.schedules.Schedule;
import herald.local.template.spec.EventSourceSpec;
import herald.local.template.spec.FunctionSpec;
import herald.local.template.spec.ScheduleSpec;
import herald.local.template.spec.Template;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The template's event sources and schedules, which invoke functions though no client asks for it. Thread-safe; one
 * thread starts and stops it.
 */
final class Triggers {

    private final List<Runnable> pollings = new CopyOnWriteArrayList<>();
    private final List<EventSource> sources = new CopyOnWriteArrayList<>();
    private final List<Schedule> schedules = new CopyOnWriteArrayList<>();

    void start(Template template, Functions functions, Queues queues, Schedule.Bus bus) {
        for (EventSourceSpec spec : template.eventSources()) {
            FunctionSpec function = template.functions().get(spec.function());
            if (spec.enabled() && function != null) {
                sources.add(EventSource.start(spec, function, functions, queues));
                bus.usage().accept(new UsageEvent.PollingBegun(spec.id(), spec.queue()));
                pollings.add(() -> bus.usage().accept(new UsageEvent.PollingEnded(spec.id())));
            }
        }
        for (ScheduleSpec spec : template.schedules()) {
            schedules.add(Schedule.start(spec, functions, bus));
        }
    }

    List<Sight.ScheduleState> schedules() {
        return schedules.stream().map(Schedule::sight).toList();
    }

    /** Lets them invoke no more. Returns at once. */
    void stop() {
        sources.forEach(EventSource::stop);
        pollings.forEach(Runnable::run);
        schedules.forEach(Schedule::stop);
    }

    /** Waits, after {@link #stop}, for what they have set going; not longer than {@code most}. */
    void awaitIdle(Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        for (EventSource source : sources) {
            boolean _ = source.awaitIdle(Duration.ofNanos(deadline - System.nanoTime()));
        }
        for (Schedule schedule : schedules) {
            boolean _ = schedule.awaitIdle(Duration.ofNanos(deadline - System.nanoTime()));
        }
    }
}
