package herald.local.stack.lambda;

import herald.local.stack.feed.Feed;
import herald.local.stack.meter.UsageEvent;
import herald.local.stack.surroundings.Surroundings;
import herald.local.stack.weather.StackClock;
import herald.local.stack.weather.Weather;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/** The things that all environments share; {@code threads} has one virtual thread a task. */
record Host(Surroundings around, Leftovers leftovers, LastWill lastWill, ExecutorService threads) {

    Feed feed() {
        return around.feed();
    }

    StackClock clock() {
        return around.clock();
    }

    Weather weather() {
        return around.weather();
    }

    Consumer<UsageEvent> usage() {
        return around.usage();
    }
}
