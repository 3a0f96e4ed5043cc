package herald.bill;

import herald.local.rules.prices.Item;
import herald.local.rules.prices.ItemCounts;
import herald.local.rules.prices.Month;
import herald.local.rules.prices.Steps;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A month of Herald under a load, counted as AWS bills it. Pure; each count is said with how it comes about. */
final class Model {

    /** Bytes of a connection's row (docs/costs.md, "Heartbeats"). */
    static final int ROW = 120;

    /** Rows of a fan-out's first page, and of all others. */
    private static final int FIRST_PAGE = 250;

    private static final int PAGE = 1_000;

    /** Seconds between two pings, {@code HeartbeatInterval}. */
    private static final int HEARTBEAT = 240;

    /** The memory of ConnectionsFunction and SweepFunction in the template, MB. */
    private static final int CONNECTIONS_MEMORY = 1024;

    private static final int SWEEP_MEMORY = 512;

    /** Lambda's three lines and one of Herald's, with what each adds: 577 bytes in a run that the stand-in metered. */
    static final int LOGGED = 600;

    /** Two event sources, polled as the meter has it. */
    private static final long POLLS = 2 * 15L;

    private static final long MONTH_MINUTES = Month.HOURS * 60L;

    private static final long METRICS = 9;
    static final long ALARM_METRICS = 12;

    private final Workload load;
    private final Workload.Messages published;
    private final Workload.Settings settings;
    private final ItemCounts.Tally tally = new ItemCounts.Tally();
    private final List<String> steps = new ArrayList<>();

    private Model(Workload load) {
        this.load = load;
        this.published = load.messages();
        this.settings = load.settings();
    }

    /** @param steps how each count comes about, a line each */
    record Counted(ItemCounts counts, List<String> steps) {}

    static Counted of(Workload load) {
        Model model = new Model(load);
        model.count();
        return new Counted(model.tally.counts(), List.copyOf(model.steps));
    }

    private void count() {
        long minutes = load.minutes();
        long bursts = ceil(published.perMinute() * minutes, published.together());
        long fromClients = published.clientsPerMinute() * minutes;
        long connects = ceil(load.connections() * minutes, settings.connectionMinutes());
        long pings = load.dialect().hasHeartbeats() ? load.connections() * (minutes * 60 / HEARTBEAT) : 0;
        say("minutes", load.hours().toPlainString() + " h a day × 1,825 = " + n(minutes) + " a month");
        say(
                "fan-outs",
                n(published.perMinute()) + " a minute × " + n(minutes) + " / " + published.together() + " together + "
                        + n(fromClients) + " of clients = " + n(bursts + fromClients));
        say(
                "connects",
                n(load.connections()) + " × " + n(minutes) + " / " + n(settings.connectionMinutes())
                        + " minutes each = " + n(connects));
        if (pings > 0) {
            say(
                    "pings",
                    n(load.connections()) + " × " + n(minutes) + " × 60 / " + HEARTBEAT + " s = " + n(pings)
                            + ", and as many pongs");
        }
        toClients(bursts, fromClients);
        fromClients(fromClients, pings, connects);
        add(
                Item.CONNECTION_MINUTES,
                "connections",
                load.connections() * minutes,
                n(load.connections()) + " × " + n(minutes));
        broadcasts(bursts, fromClients, connects);
        connections(fromClients, pings, connects);
        sweeps(pings);
        queues(bursts, fromClients, connects);
        monitoring();
    }

    /** The template's default, {@code Monitoring: stage}. */
    private void monitoring() {
        long month = Month.LENGTH.toMillis();
        add(Item.METRICS, "broadcast", METRICS * month, METRICS + " of the broadcast function's log");
        add(Item.ALARMS, "alarms", ALARM_METRICS * month, ALARM_METRICS + " in six alarms");
        add(Item.DASHBOARDS, "Dashboard", month, "one");
    }

    private void toClients(long bursts, long fromClients) {
        DialectSizes.Frames together = load.dialect().frames(published.together(), published.size());
        DialectSizes.Frames single = load.dialect().frames(1, published.size());
        long messages = together.frames() * Steps.messages(together.largest());
        long singles = Steps.messages(single.largest());
        add(
                Item.WEBSOCKET_MESSAGES,
                "posts",
                load.connections() * (bursts * messages + fromClients * singles),
                n(load.connections()) + " × (" + n(bursts) + " × " + messages + " of " + n(together.largest())
                        + " bytes + " + n(fromClients) + " × " + singles + ")");
        add(
                Item.DATA_OUT,
                "posts",
                load.connections() * (bursts * together.bytes() + fromClients * single.bytes()),
                "bytes of the same");
    }

    private void fromClients(long fromClients, long pings, long connects) {
        add(
                Item.WEBSOCKET_MESSAGES,
                "of clients",
                fromClients * Steps.messages((long) published.size() + 40),
                n(fromClients) + " from clients");
        add(Item.WEBSOCKET_MESSAGES, "heartbeats", 2 * pings, "2 × " + n(pings));
        if (load.dialect().hasHeartbeats()) {
            add(Item.WEBSOCKET_MESSAGES, "sessions", 3 * connects, "3 × " + n(connects) + " to begin a session");
        }
    }

    /** Posts take the time of a fan-out at its pace; the account's 10,000 a second are shared by the shards. */
    private void broadcasts(long bursts, long fromClients, long connects) {
        long fanOuts = bursts + fromClients;
        int shards = settings.shards();
        long welcomes = load.dialect().hasHeartbeats() ? connects : 0;
        long invocations = (shards == 1 ? fanOuts : fanOuts * (1 + shards)) + welcomes;
        long pace = Math.min(settings.postsPerSecond(), Workload.QUOTA / shards);
        long posts = load.connections()
                * (bursts
                                * load.dialect()
                                        .frames(published.together(), published.size())
                                        .frames()
                        + fromClients);
        long millis = invocations * settings.overheadMillis() + ceil(posts * 1000, pace);
        lambda(
                "BroadcastFunction",
                invocations,
                new Spent(
                        millis,
                        settings.memory(),
                        n(invocations) + " × " + settings.overheadMillis() + " ms + " + n(posts) + " posts at "
                                + n(pace) + " a second"));
        long rows = ceil(load.connections(), shards);
        long units = shards * pageUnits(rows);
        add(
                Item.DYNAMODB_READS,
                "Connections",
                2 * units * fanOuts,
                n(fanOuts) + " × " + n(units) + " units, " + n(rows) + " rows of " + ROW
                        + " bytes a shard, consistent");
        long checkpoints = shards * ((rows - 1) / PAGE);
        add(
                Item.DYNAMODB_WRITES,
                "Progress",
                2 * checkpoints * fanOuts,
                n(fanOuts) + " × " + n(checkpoints) + " checkpoints, one a page after the first");
        if (checkpoints > 0) {
            add(Item.DYNAMODB_READS, "Progress", 2L * shards * fanOuts, n(fanOuts) + " × " + shards + " looks");
        }
    }

    private void connections(long fromClients, long pongs, long connects) {
        boolean sessions = load.dialect().hasHeartbeats();
        long invocations = fromClients + pongs + connects * (sessions ? 3 : 2);
        lambda(
                "ConnectionsFunction",
                invocations,
                new Spent(
                        invocations * settings.overheadMillis(),
                        CONNECTIONS_MEMORY,
                        n(fromClients) + " messages + " + n(pongs) + " pongs + " + n(connects) + " × "
                                + (sessions ? 3 : 2) + " to connect and go, " + settings.overheadMillis()
                                + " ms each"));
        add(
                Item.DYNAMODB_WRITES,
                "Connections",
                2 * (pongs + connects * (sessions ? 5 : 2)),
                n(pongs) + " pongs + " + n(connects) + " × " + (sessions ? 5 : 2));
        add(Item.DYNAMODB_READS, "pongs", 2 * pongs, n(pongs) + " pongs look for their row");
    }

    /** Each minute of the month, whether anybody is there or not. Rows are there in the hours. */
    private void sweeps(long pings) {
        long minutes = load.minutes();
        long spread = pings == 0 ? 0 : Math.min(40_000, load.connections() * 1000 / 200);
        long millis = MONTH_MINUTES * settings.overheadMillis() + minutes * spread;
        lambda(
                "SweepFunction",
                MONTH_MINUTES,
                new Spent(
                        millis,
                        SWEEP_MEMORY,
                        n(MONTH_MINUTES) + " × " + settings.overheadMillis() + " ms + " + n(minutes) + " × " + n(spread)
                                + " ms over which pings are spread"));
        long rows = ceil(load.connections(), settings.shards());
        long halves = 0;
        for (long left = rows; left > 0; left -= PAGE) {
            halves += ceil(Math.min(left, PAGE) * ROW, 4096);
        }
        halves *= settings.shards();
        add(
                Item.DYNAMODB_READS,
                "sweeps",
                halves * minutes + 2 * MONTH_MINUTES,
                n(minutes) + " × " + n(halves) + " halves, eventually consistent, + " + n(MONTH_MINUTES) + " looks");
        add(Item.DYNAMODB_WRITES, "sweeps", 2 * 2 * MONTH_MINUTES, "2 × " + n(MONTH_MINUTES));
        add(Item.SCHEDULED_EVENTS, "EachMinute", MONTH_MINUTES, "one a minute");
    }

    /** A message's way: sent, received, deleted; and Lambda's polling. */
    private void queues(long bursts, long fromClients, long connects) {
        Item item = settings.fifo() ? Item.SQS_FIFO : Item.SQS_STANDARD;
        long batch = Steps.requests((long) published.together() * published.size());
        long single = Steps.requests(published.size());
        add(
                item,
                "PublishQueue",
                bursts * (2 * batch + 1) + fromClients * (2 * single + 1),
                n(bursts) + " × (" + batch + " sent + " + batch + " received + 1 deleted) + " + n(fromClients) + " × "
                        + (2 * single + 1));
        int shards = settings.shards();
        if (shards > 1) {
            long fanOuts = bursts + fromClients;
            long each = ceil(shards, 10) + 2L * shards;
            add(item, "DeliveryQueue", fanOuts * each, n(fanOuts) + " × " + n(each) + " for " + shards + " shards");
        }
        if (load.dialect().hasHeartbeats()) {
            add(item, "welcomes", 3 * connects, "3 × " + n(connects));
        }
        add(item, "empty polls", POLLS * MONTH_MINUTES, "2 × 15 a minute × " + n(MONTH_MINUTES));
    }

    /** @param how the time comes about */
    private record Spent(long millis, int memory, String how) {}

    private void lambda(String function, long invocations, Spent spent) {
        add(Item.LAMBDA_REQUESTS, function, invocations, "");
        add(
                Item.LAMBDA_ARM64,
                function,
                spent.millis() * spent.memory(),
                spent.how() + " = " + n(spent.millis()) + " ms × " + n(spent.memory()) + " MB");
        add(Item.LOGS, function, invocations * LOGGED, "");
    }

    private static long pageUnits(long rows) {
        long units = 0;
        long page = FIRST_PAGE;
        for (long left = rows; left > 0; left -= page, page = PAGE) {
            units += ceil(Math.min(left, page) * ROW, 4096);
        }
        return units;
    }

    private void add(Item item, String of, long count, String how) {
        if (count > 0) {
            tally.add(item, of, count);
            if (!how.isEmpty()) {
                BigDecimal quantity = BigDecimal.valueOf(count)
                        .divide(BigDecimal.valueOf(item.countedPerUnit()), 3, RoundingMode.HALF_UP)
                        .stripTrailingZeros();
                say(
                        of,
                        how + " = " + String.format(Locale.ROOT, "%,." + Math.max(0, quantity.scale()) + "f", quantity)
                                + " " + item.unit());
            }
        }
    }

    private void say(String of, String how) {
        steps.add(of + ": " + how);
    }

    private static String n(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static long ceil(long amount, long step) {
        return (amount + step - 1) / step;
    }
}
