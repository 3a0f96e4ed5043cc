package herald.local.stack.weather;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A day on AWS, as a set of faults with their rates: the one place where these numbers stand. They are choices. AWS
 * promises availability by the month, and says of no fault how often it comes.
 */
public enum Profile {
    CALM("calm", "nothing goes wrong", Map.of()),
    REAL(
            "real",
            "an ordinary day",
            Map.ofEntries(
                    Map.entry(Fault.THROTTLED, 0.0002),
                    Map.entry(Fault.ERROR, 0.0005),
                    Map.entry(Fault.RESET, 0.0005),
                    Map.entry(Fault.LOST_ANSWER, 0.0001),
                    Map.entry(Fault.DYNAMODB_ERROR, 0.0005),
                    Map.entry(Fault.SQS_ERROR, 0.0005),
                    Map.entry(Fault.DUPLICATE, 0.001),
                    Map.entry(Fault.SQS_THROTTLED, 0.0005),
                    Map.entry(Fault.COLD, 0.005),
                    Map.entry(Fault.LATE_DISCONNECT, 0.02),
                    Map.entry(Fault.LOST_DISCONNECT, 0.002))),
    STORM(
            "storm",
            "a day to tell of",
            Map.ofEntries(
                    Map.entry(Fault.GONE, 0.0002),
                    Map.entry(Fault.THROTTLED, 0.03),
                    Map.entry(Fault.THROTTLED_ACCOUNT, 0.03),
                    Map.entry(Fault.ERROR, 0.03),
                    Map.entry(Fault.HANG, 0.005),
                    Map.entry(Fault.RESET, 0.03),
                    Map.entry(Fault.LOST_ANSWER, 0.03),
                    Map.entry(Fault.SLOW, 0.005),
                    Map.entry(Fault.DYNAMODB_THROTTLED, 0.05),
                    Map.entry(Fault.DYNAMODB_ERROR, 0.03),
                    Map.entry(Fault.SQS_ERROR, 0.03),
                    Map.entry(Fault.KILL, 0.02),
                    Map.entry(Fault.DUPLICATE, 0.05),
                    Map.entry(Fault.SQS_THROTTLED, 0.05),
                    Map.entry(Fault.COLD, 0.02),
                    Map.entry(Fault.LATE_DISCONNECT, 0.2),
                    Map.entry(Fault.LOST_DISCONNECT, 0.1)));

    /** The quota of a new account (AWS docs, "Lambda quotas"): 1,000 concurrent executions. */
    private static final int CONCURRENCY = 1_000;

    private final String word;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // Nobody else gets hold of it.
    private final Map<Fault, Double> rates;

    Profile(String word, String meaning, Map<Fault, Double> rates) {
        this.word = word;
        this.meaning = meaning;
        this.rates = rates.isEmpty() ? Map.of() : new EnumMap<>(rates);
    }

    /** Returns its name on the command line. */
    public String word() {
        return word;
    }

    /** Returns at how many invocations at one time Lambda throttles; empty if it does not. */
    public OptionalInt concurrency() {
        return this == CALM ? OptionalInt.empty() : OptionalInt.of(CONCURRENCY);
    }

    /** Returns all that can happen with others asked for beside it; a kind that is among them has their rate. */
    public List<Chance> with(List<Chance> others) {
        List<Chance> all = new ArrayList<>();
        rates.forEach((fault, rate) -> {
            if (others.stream().noneMatch(other -> other.fault() == fault)) {
                all.add(Chance.of(fault, rate));
            }
        });
        all.addAll(others);
        return all;
    }

    /** @throws IllegalArgumentException in one line for a person */
    public static Profile parse(String word) {
        Optional<Profile> found = Arrays.stream(values())
                .filter(profile -> profile.word.equals(word))
                .findFirst();
        return found.orElseThrow(
                () -> new IllegalArgumentException("there is no weather '" + word + "'; there are " + words()));
    }

    private static String words() {
        return Arrays.stream(values()).map(Profile::word).collect(Collectors.joining(", "));
    }

    /** @param line gets what each stands for, and what it sets */
    public static void describe(Consumer<String> line) {
        line.accept("");
        line.accept("Of --weather");
        for (Profile profile : values()) {
            line.accept(String.format(Locale.ROOT, "  %-19s %s", profile.word, profile.meaning));
            profile.with(List.of()).forEach(chance -> line.accept("    --fault " + chance.text()));
            profile.concurrency().ifPresent(most -> line.accept("    --concurrency " + most));
        }
    }
}
