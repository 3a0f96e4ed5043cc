package herald.local.cli;

import herald.local.stack.Options;
import herald.local.stack.StartRefusal;
import herald.local.stack.weather.Chance;
import herald.local.stack.weather.Profile;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The part of the {@link UpForm} that is about what goes wrong. */
final class FaultForm {

    /** AWS docs, SQS visibility timeout: "The maximum is 12 hours". */
    private static final Duration LONGEST_VISIBILITY = Duration.ofHours(12);

    @Option(
            names = "--fault",
            paramLabel = "KIND=RATE",
            description = "let this go wrong at this rate, 0 to 1; repeatable, KIND as listed below")
    private List<String> faults = new ArrayList<>();

    @Option(
            names = "--weather",
            paramLabel = "calm|real|storm",
            description =
                    "a day on AWS, as a set of faults that is listed below; a --fault beside it takes the place of"
                            + " that kind (default: calm)")
    private String weather = Profile.CALM.word();

    @Option(names = "--fault-seed", paramLabel = "N", description = "let chance take the same course as with this N")
    private @Nullable Long seed;

    @Option(
            names = "--visibility-timeout",
            paramLabel = "SECONDS",
            converter = UpForm.Seconds.class,
            description = "of every queue, whatever the template says; for tests that can't wait for the real one")
    private @Nullable Duration visibilityTimeout;

    FaultForm() {}

    /** @throws StartRefusal naming the option and what is wrong with it */
    Options.FaultPlan checked() throws StartRefusal {
        Profile profile = checkedWeather();
        return new Options.FaultPlan(
                profile,
                profile.with(checkedFaults()),
                seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
                checkedVisibility());
    }

    private Profile checkedWeather() throws StartRefusal {
        try {
            return Profile.parse(weather);
        } catch (IllegalArgumentException wrong) {
            throw new StartRefusal("--weather: " + wrong.getMessage(), wrong);
        }
    }

    private List<Chance> checkedFaults() throws StartRefusal {
        List<Chance> chances = new ArrayList<>();
        for (String fault : faults) {
            try {
                chances.add(Chance.parse(fault));
            } catch (IllegalArgumentException wrong) {
                throw new StartRefusal("--fault: " + wrong.getMessage(), wrong);
            }
        }
        return chances;
    }

    private Optional<Duration> checkedVisibility() throws StartRefusal {
        Duration asked = visibilityTimeout;
        if (asked == null) {
            return Optional.empty();
        }
        if (!asked.isPositive()
                || !asked.equals(asked.truncatedTo(ChronoUnit.SECONDS))
                || asked.compareTo(LONGEST_VISIBILITY) > 0) {
            throw new StartRefusal(
                    "--visibility-timeout: SQS takes whole seconds, 1 to " + LONGEST_VISIBILITY.toSeconds());
        }
        return Optional.of(asked);
    }
}
