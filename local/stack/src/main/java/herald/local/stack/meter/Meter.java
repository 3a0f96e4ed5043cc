package herald.local.stack.meter;

import herald.local.rules.cloudwatch.Measurement;
import herald.local.rules.prices.Item;
import herald.local.rules.prices.ItemCounts;
import herald.local.rules.prices.Steps;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Counts what AWS would bill, as it would count it. Thread-safe; counting waits for nobody.
 *
 * <p>What is not known of AWS is decided so that the bill comes out higher rather than lower, with one exception: that
 * $connect, $disconnect, pings, and GET and DELETE of {@code @connections} are no messages.
 */
public final class Meter implements Consumer<UsageEvent> {

    /**
     * Lambda begins with five long polls of a queue at one time (AWS docs, "Using Lambda with Amazon SQS"), of up to 20 s
     * each: on an idle queue one empty answer each four seconds. These are counted in place of the stand-in's own, which
     * are one at a time and short, so that it can stop at once.
     */
    private static final Duration EMPTY_POLL = Duration.ofSeconds(4);

    /** The ending of the name under which a queue's empty polls are counted. */
    static final String POLLS = " (empty polls)";

    private record Entry(Item item, String of) {}

    private record Line(String api, long openedAt, AtomicBoolean over) {

        Line(String api, long openedAt) {
            this(api, openedAt, new AtomicBoolean());
        }
    }

    private record Polling(Item item, String of, long begunAt) {}

    private final CostBasis rated;
    private final LongSupplier nanos;
    private final long startedAt;
    private final Map<Entry, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, Long> metrics = new ConcurrentHashMap<>();
    private final Map<String, Line> open = new ConcurrentHashMap<>();
    private final Map<String, Polling> polled = new ConcurrentHashMap<>();

    /** @param rated the facts of the template that decide by which price something goes */
    public Meter(CostBasis rated) {
        this(rated, System::nanoTime);
    }

    Meter(CostBasis rated, LongSupplier nanos) {
        this.rated = rated;
        this.nanos = nanos;
        this.startedAt = nanos.getAsLong();
    }

    /** Returns the time since it was made. */
    public Duration elapsed() {
        return since(startedAt);
    }

    /** Returns the counts up to now, with the begun minutes of connections that are open. */
    public ItemCounts counts() {
        ItemCounts.Tally tally = new ItemCounts.Tally();
        open.values()
                .forEach(line -> tally.add(Item.CONNECTION_MINUTES, line.api, Steps.minutes(since(line.openedAt))));
        counts.forEach((entry, count) -> tally.add(entry.item(), entry.of(), count.sum()));
        polled.values().forEach(polling -> tally.add(polling.item, polling.of, polls(polling)));
        long millis = elapsed().toMillis();
        rated.alarms().forEach((alarm, metrics) -> tally.add(Item.ALARMS, alarm, millis * metrics));
        metrics.forEach(
                (metric, since) -> tally.add(Item.METRICS, metric, since(since).toMillis()));
        rated.dashboards().forEach(dashboard -> tally.add(Item.DASHBOARDS, dashboard, millis));
        return tally.counts();
    }

    @Override
    public void accept(UsageEvent event) {
        switch (event) {
            case UsageEvent.Connected(String connection, String api, var stage) ->
                open.put(connection, new Line(api, nanos.getAsLong()));
            case UsageEvent.Disconnected(String connection) -> close(connection);
            case UsageEvent.MessageReceived(String api, var stage, long bytes) ->
                add(Item.WEBSOCKET_MESSAGES, api, Steps.messages(bytes));
            case UsageEvent.MessageSent(String api, var stage, long bytes) -> {
                add(Item.WEBSOCKET_MESSAGES, api, Steps.messages(bytes));
                add(Item.DATA_OUT, api, bytes);
            }
            case UsageEvent.Invoked(String function, int memoryMegabytes, Duration billed) -> {
                Item item = rated.armFunctions().contains(function) ? Item.LAMBDA_ARM64 : Item.LAMBDA_X86_64;
                add(Item.LAMBDA_REQUESTS, function, 1);
                add(item, function, Steps.milliseconds(billed) * memoryMegabytes);
            }
            case UsageEvent.LineLogged(String function, long bytes) -> add(Item.LOGS, function, Steps.logged(bytes));
            // It is there from when it is first told until the end. AWS counts it by the hour, for hours in which it is
            // told.
            case UsageEvent.Measured(Measurement measurement) ->
                metrics.computeIfAbsent(measurement.metric().toString(), _ -> nanos.getAsLong());
            case UsageEvent.QueueCalled(String queue, long payloadBytes) ->
                add(itemOf(queue), queue, Steps.requests(payloadBytes));
            case UsageEvent.PollingBegun(String source, String queue) ->
                polled.put(source, new Polling(itemOf(queue), queue + POLLS, nanos.getAsLong()));
            case UsageEvent.PollingEnded(String source) -> endPolling(source);
            case UsageEvent.TableCalled(String table, double readUnits, double writeUnits) -> {
                add(Item.DYNAMODB_READS, table, halves(readUnits));
                add(Item.DYNAMODB_WRITES, table, halves(writeUnits));
            }
            case UsageEvent.ScheduleFired(String schedule) -> add(Item.SCHEDULED_EVENTS, schedule, 1);
            case UsageEvent.ClientHandled _,
                    UsageEvent.InvocationEnded _,
                    UsageEvent.Throttled _,
                    UsageEvent.MetricMisread _,
                    UsageEvent.MessagesQueued _ -> {
                // These cost nothing beside what the others say of the same.
            }
        }
    }

    /** Counts before it forgets: a bill in between has the minutes twice, and none has them missing for ever. */
    private void close(String connection) {
        Line line = open.get(connection);
        if (line != null && line.over.compareAndSet(false, true)) {
            add(Item.CONNECTION_MINUTES, line.api, Steps.minutes(since(line.openedAt)));
            open.remove(connection);
        }
    }

    private void endPolling(String source) {
        Polling polling = polled.remove(source);
        if (polling != null) {
            add(polling.item, polling.of, polls(polling));
        }
    }

    private long polls(Polling polling) {
        return since(polling.begunAt).dividedBy(EMPTY_POLL);
    }

    private Item itemOf(String queue) {
        return rated.fifoQueues().contains(queue) ? Item.SQS_FIFO : Item.SQS_STANDARD;
    }

    private static long halves(double units) {
        return (long) Math.ceil(units * 2);
    }

    private void add(Item item, String of, long count) {
        if (count != 0) {
            Objects.requireNonNull(counts.computeIfAbsent(new Entry(item, of), _ -> new LongAdder()))
                    .add(count);
        }
    }

    private Duration since(long at) {
        return Duration.ofNanos(nanos.getAsLong() - at);
    }
}
