package herald.local.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import herald.local.rules.prices.Bill;
import herald.local.rules.prices.BillJson;
import herald.local.rules.prices.BillTable;
import herald.local.rules.prices.ItemCounts;
import herald.local.rules.prices.Month;
import herald.local.rules.prices.Notes;
import herald.local.rules.prices.Prices;
import herald.local.stack.meter.CostBasis;
import herald.local.stack.meter.Meter;
import herald.local.stack.meter.RecentCounts;
import herald.local.stack.meter.UsageEvent;
import herald.local.stack.weather.StackClock;
import herald.local.template.spec.Template;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The cost of a run, counted and told: to the console at any time, in print and as a file at the end. Thread-safe. */
final class RunBill {

    private static final Duration NOTED_EVERY = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Options.BillSettings billSettings;
    private final StackClock clock;
    private final Meter meter;
    private final RecentCounts recent = new RecentCounts();

    private RunBill(Options.BillSettings billSettings, Template template, StackClock clock) {
        this.billSettings = billSettings;
        this.clock = clock;
        this.meter = new Meter(CostBasis.of(template));
    }

    static RunBill start(Options.BillSettings billSettings, Template template, StackClock clock) {
        RunBill bill = new RunBill(billSettings, template, clock);
        bill.noteLater();
        return bill;
    }

    Consumer<UsageEvent> usage() {
        return meter;
    }

    private void noteLater() {
        var _ = clock.after(NOTED_EVERY, () -> {
            recent.note(meter.counts(), meter.elapsed());
            noteLater();
        });
    }

    /** The counts of a moment: some of them grow with time alone. */
    private record Reading(Duration elapsed, ItemCounts counts) {}

    private Reading read() {
        return new Reading(meter.elapsed(), meter.counts());
    }

    /** Returns the bill as {@code /console/bill.json} has it. */
    Map<String, Object> json() {
        return json(read());
    }

    private Map<String, Object> json(Reading reading) {
        Duration elapsed = reading.elapsed();
        ItemCounts counts = reading.counts();
        RecentCounts.Stretch stretch = recent.upTo(counts, elapsed);
        Map<String, Object> json = new LinkedHashMap<>();
        Prices prices = billSettings.prices();
        json.put("currency", "USD");
        json.put("region", prices.region());
        json.put("pricesOf", prices.date());
        json.put("sinceStart", section(elapsed, Bill.of(counts, prices)));
        Map<String, Object> month = section(stretch.whilst(), Bill.ofMonth(stretch.counts(), stretch.whilst(), prices));
        month.put("hours", Month.HOURS);
        json.put("month", month);
        json.put("notes", Notes.of(prices));
        return json;
    }

    private static Map<String, Object> section(Duration counted, Bill bill) {
        Map<String, Object> section = new LinkedHashMap<>();
        section.put("countedMillis", counted.toMillis());
        section.putAll(BillJson.of(bill));
        return section;
    }

    /** Says what all of it would have cost, once everything has ended. */
    void settle(PrintStream out, PrintStream log) {
        Reading last = read();
        if (billSettings.printed()) {
            print(last, out);
        }
        billSettings.file().ifPresent(file -> write(last, file, log));
    }

    private void print(Reading last, PrintStream out) {
        Duration elapsed = last.elapsed();
        ItemCounts counts = last.counts();
        Prices prices = billSettings.prices();
        out.println();
        out.println("What these " + words(elapsed) + " would have cost on AWS (" + prices.region() + ", prices of "
                + prices.date() + ", no free tier)");
        BillTable.of(Bill.of(counts, prices), 6).forEach(out::println);
        String month = BillTable.dollars(Bill.ofMonth(counts, elapsed, prices).total(), 2);
        out.println("  a month like this, " + Month.HOURS + " hours: " + month + " USD; docs/stand-in.md says how it is"
                + " counted");
    }

    private static String words(Duration elapsed) {
        long minutes = elapsed.toMinutes();
        return (minutes == 0 ? "" : minutes + " min ") + elapsed.toSecondsPart() + " s";
    }

    private void write(Reading last, Path file, PrintStream log) {
        try {
            Files.write(file, JSON.writeValueAsBytes(json(last)));
        } catch (IOException failure) {
            log.println("local/up: --bill: " + file + " can't be written: " + failure);
        }
    }
}
