package herald.local.lambda;

import herald.local.console.Feed;
import herald.local.meter.Usage;
import herald.local.weather.StackClock;
import herald.local.weather.Weather;
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
