package herald.local.stack;

import herald.local.stack.console.Console;
import herald.local.stack.meter.MeteredCalls;
import herald.local.stack.meter.UsageEvent;
import herald.local.stack.metrics.AlarmOutlet;
import herald.local.stack.metrics.Monitoring;
import herald.local.stack.metrics.PeriodClock;
import herald.local.stack.queues.Queues;
import herald.local.stack.services.CallSight;
import herald.local.stack.weather.StackClock;
import herald.local.template.spec.Template;
import java.util.function.Consumer;

/** The bill and the metrics, which count what the parts of the stack do. Thread-safe. */
record UsageCounters(RunBill bill, Monitoring monitoring, Consumer<UsageEvent> usage, CallSight calls) {

    static UsageCounters start(Options options, Template template, StackClock clock, AlarmOutlet outlet) {
        RunBill bill = RunBill.start(options.output().bill(), template, clock);
        Monitoring monitoring =
                Monitoring.start(new PeriodClock(options.speeds().alarms()), clock, template, outlet);
        Consumer<UsageEvent> usage = bill.usage().andThen(monitoring.usage());
        return new UsageCounters(bill, monitoring, usage, new MeteredCalls(usage, template));
    }

    /** Returns what the console answers of this run, beside what can be seen of it. */
    Console.JsonPages pages(ReadyNotice ready) {
        return new Console.JsonPages(ready::facts, bill::json, monitoring::json);
    }

    /** Lets the metrics look at the queues too, and returns the same. */
    Queues watching(Queues queues) {
        monitoring.watch(new Monitoring.SeenQueues(queues.depths()::latest, queues::oldest));
        return queues;
    }
}
