package herald.e2e;

import java.time.Duration;

/** Lets time go by between what a test does; what it waits for, it awaits. */
final class Pause {

    private Pause() {}

    static void of(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
