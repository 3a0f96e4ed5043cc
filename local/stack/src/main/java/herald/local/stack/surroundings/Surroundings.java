package herald.local.stack.surroundings;

import herald.local.stack.feed.Feed;
import herald.local.stack.meter.UsageEvent;
import herald.local.stack.services.CallsUnderway;
import herald.local.stack.weather.StackClock;
import herald.local.stack.weather.Weather;
import java.util.function.Consumer;

/**
 * The things that the stack lends to each of its parts. All of it is thread-safe and outlives them.
 *
 * @param feed is told what happens, for the console
 * @param usage is told what AWS would bill or measure
 * @param underway is told by the fronts which calls functions wait for
 */
public record Surroundings(
        Feed feed, StackClock clock, Weather weather, Consumer<UsageEvent> usage, CallsUnderway underway) {}
