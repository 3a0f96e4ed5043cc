package herald.local.cli;

import herald.local.stack.StartRefusal;
import herald.local.stack.metrics.PeriodClock;
import picocli.CommandLine.Option;

/** The part of the {@link UpForm} that is about alarms. */
final class AlarmForm {

    private static final String SPEED = "--alarm-speed";

    @Option(
            names = SPEED,
            paramLabel = "N",
            description = "let the minutes of metrics and alarms pass N times as fast, up to 60 (default: 1)")
    private int speed = 1;

    int checkedSpeed() throws StartRefusal {
        if (speed < 1 || speed > PeriodClock.FASTEST) {
            throw new StartRefusal(SPEED + ": " + speed + " is not 1 to " + PeriodClock.FASTEST);
        }
        return speed;
    }
}
