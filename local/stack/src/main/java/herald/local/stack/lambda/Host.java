package herald.local.stack.lambda;

import herald.local.stack.feed.Feed;
import herald.local.stack.meter.Usage;
import herald.local.stack.weather.StackClock;
import herald.local.stack.weather.Weather;
import java.util.concurrent.ExecutorService;

/**
 * What all environments share.
 *
 * @param threads one virtual thread a task
 */
record Host(
        Feed feed,
        StackClock clock,
        Weather weather,
        Usage usage,
        Leftovers leftovers,
        LastWill lastWill,
        ExecutorService threads) {}
