package herald.local.stack.metrics;

import herald.local.stack.feed.Feed;
import java.io.PrintStream;

/** The two places where alarms are told: the console, and the log. */
public record AlarmOutlet(Feed feed, PrintStream log) {}
