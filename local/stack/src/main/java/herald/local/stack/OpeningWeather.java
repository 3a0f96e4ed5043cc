package herald.local.stack;

import herald.local.stack.weather.Chance;
import herald.local.stack.weather.Profile;
import herald.local.stack.weather.Weather;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** The weather with which a stack starts. */
final class OpeningWeather {

    private OpeningWeather() {}

    /** @param log is told what to expect, and how to have the same again */
    static Weather of(Options options, PrintStream log) {
        Options.FaultPlan faults = options.faults();
        boolean fronted =
                options.endpoints().dynamodb().map(Fronts::canStandBefore).orElse(true);
        long seed = faults.seed().orElseGet(() -> ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
        Weather weather = new Weather(seed, fronted);
        List<Chance> chances = faults.chances();
        weather.change(chances);
        if (faults.profile() != Profile.CALM) {
            log.println("weather: " + faults.profile().word() + " (" + listed(chances) + ")");
        }
        if (!chances.isEmpty()) {
            log.println("faults: --fault-seed " + seed + " lets them take this course again");
        }
        return weather;
    }

    private static String listed(List<Chance> chances) {
        return chances.stream().map(Chance::text).collect(Collectors.joining(" "));
    }
}
