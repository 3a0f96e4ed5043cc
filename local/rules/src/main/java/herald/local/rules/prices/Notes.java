package herald.local.rules.prices;

import java.util.List;

/** The notes below a bill: how things were counted where AWS says little, and what is left out. */
public final class Notes {

    private Notes() {}

    public static List<String> of(Prices prices) {
        return List.of(
                "List prices of " + prices.region() + ", " + prices.date() + ". No free tier, savings plan or tax.",
                "Not counted as messages, as nobody says that they are: $connect, $disconnect, pings, GET and DELETE of"
                        + " @connections, and posts that were refused.",
                "Each begun minute of each connection counts. AWS does not say how it rounds.",
                "Polling of the queues is counted as Lambda's: five long polls of 20 s at one time for each event"
                        + " source, 15 requests a minute; receives that bring messages, and deletes, as they happen.",
                "Lambda by the begun millisecond, initialisation included as since August 2025, but for SnapStart's,"
                        + " which for Java costs nothing beyond the publishing of a version.",
                "Tables: functions' calls, by the capacity that DynamoDB says they consumed; not your own tools'.",
                "Logs with 26 bytes an event and Lambda's own START, END and REPORT lines.",
                "Left out: storage of tables and logs, deletes by TTL (free), data between AWS's own (free in a region),"
                        + " X-Ray, access logs, KMS.");
    }
}
