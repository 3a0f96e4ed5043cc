package herald.local.lambda;

import herald.local.console.Feed;
import herald.local.weather.StackClock;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * What all environments share of this machine.
 *
 * @param nativeClient the runtime client's native library, if there is one for this machine
 * @param threads one virtual thread a task
 */
record Host(
        LambdaSettings settings,
        Feed feed,
        StackClock clock,
        LastWill lastWill,
        Optional<Path> nativeClient,
        ExecutorService threads) {}
