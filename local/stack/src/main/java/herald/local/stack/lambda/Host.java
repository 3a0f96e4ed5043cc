package herald.local.stack.lambda;

import herald.local.stack.feed.Feed;
import herald.local.stack.meter.UsageEvent;
import herald.local.stack.weather.StackClock;
import herald.local.stack.weather.Weather;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * The things that all environments share.
 *
 * @param threads one virtual thread a task
 */
record Host(
        Feed feed,
        StackClock clock,
        Weather weather,
        Consumer<UsageEvent> usage,
        Leftovers leftovers,
        LastWill lastWill,
        ExecutorService threads) {}
