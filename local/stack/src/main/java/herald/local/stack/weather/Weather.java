package herald.local.stack.weather;

import herald.local.stack.weather.Fault.Victim;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decides what goes wrong: which fault, if any, befalls this post, call, invocation or message. Thread-safe; answers at
 * once.
 *
 * <p>At most one fault befalls a victim. The chances are laid end to end in their order, so that each happens at
 * exactly its rate as long as those of one victim add up to 1 at most; what is beyond 1 never comes.
 *
 * <p>Posts, calls of either service, invocations and messages have each a source of chance of its own: with the same
 * seed the same share of them fares the same, as far as they come in the same order.
 */
public final class Weather {

    /** The faults that may happen now, by victim; replaced as a whole. */
    private record Forecast(List<Chance> all, Map<Victim, List<Chance>> byVictim) {

        static Forecast of(List<Chance> chances) {
            List<Chance> all = List.copyOf(chances);
            Map<Victim, List<Chance>> byVictim = new EnumMap<>(Victim.class);
            for (Victim victim : Victim.values()) {
                byVictim.put(
                        victim,
                        all.stream()
                                .filter(chance -> chance.rate() > 0)
                                .filter(chance -> chance.fault().befalls(victim))
                                .toList());
            }
            return new Forecast(all, byVictim);
        }
    }

    private final Map<Victim, Random> sources = new EnumMap<>(Victim.class);
    private final Map<Fault, AtomicLong> happened = new EnumMap<>(Fault.class);
    private final boolean fronted;
    private volatile Forecast forecast = Forecast.of(List.of());

    /** The weather of a run. {@link ServiceFaults} can befall functions if they reach tables through a front. */
    public Weather(long seed, boolean fronted) {
        this.fronted = fronted;
        Random seeds = new Random(seed);
        for (Victim victim : Victim.values()) {
            sources.put(victim, new Random(seeds.nextLong()));
        }
        for (Fault fault : Fault.values()) {
            happened.put(fault, new AtomicLong());
        }
    }

    /** Returns weather in which nothing goes wrong until it is told to {@link #change}. */
    public static Weather fair() {
        return new Weather(0, false);
    }

    /**
     * Replaces all chances. What has happened stays counted.
     *
     * @throws IllegalStateException in one line for a person, if one can't happen in this run; then nothing changes
     */
    public void change(List<Chance> chances) {
        for (Chance chance : chances) {
            if (chance.fault().befallsTables() && chance.rate() > 0 && !fronted) {
                throw new IllegalStateException(chance.fault().word()
                        + " can't happen, as functions reach the tables by TLS, which nothing can stand between");
            }
        }
        forecast = Forecast.of(chances);
    }

    public List<Chance> chances() {
        return forecast.all();
    }

    /** Returns how often each fault has happened since the start, those that never did left out. */
    public Map<Fault, Long> happened() {
        Map<Fault, Long> counts = new EnumMap<>(Fault.class);
        happened.forEach((fault, count) -> {
            if (count.get() > 0) {
                counts.put(fault, count.get());
            }
        });
        return counts;
    }

    /** Returns what befalls a post to a connection. */
    public Optional<Fault> ofPost(String connectionId) {
        return counted(draw(Victim.POST, connectionId));
    }

    /** Returns what befalls a DELETE of a connection. */
    public Optional<Fault> ofClose(String connectionId) {
        return counted(draw(Victim.POST_OR_CLOSE, connectionId));
    }

    /** Returns what befalls a function's call of a service. */
    Optional<Fault> ofCall(Victim victim) {
        return counted(draw(victim, ""));
    }

    /** Returns whether a message that was handled comes once more. */
    public boolean repeats() {
        return counted(draw(Victim.MESSAGE, "")).isPresent();
    }

    /** Returns whether a batch finds its function throttled. */
    public boolean throttlesBatch() {
        return counted(draw(Victim.BATCH, "")).isPresent();
    }

    /** Returns whether an invocation of the function is to find no environment that was used before. */
    public boolean isCold(String function) {
        return draw(Victim.REUSE, function).isPresent();
    }

    /** Counts environments that were replaced before an invocation, or on demand. */
    public void replaced(int environments) {
        counter(Fault.COLD).addAndGet(environments);
    }

    /** Returns what befalls the {@code $disconnect} of a connection. */
    public Optional<Fault> ofDisconnect() {
        return counted(draw(Victim.DISCONNECT, ""));
    }

    /** Returns how late the next {@code $disconnect} is that comes late. */
    public Duration lateness(Duration most) {
        return moment(Victim.DISCONNECT, most);
    }

    /**
     * Returns how long after its start an invocation is to be killed, if it is: any moment until it {@code usual}ly
     * ends. Counts nothing, since the process may be gone by then: {@link #killed} does.
     */
    public Optional<Duration> killAfter(String function, Duration usual) {
        return draw(Victim.INVOCATION, function).map(_ -> moment(Victim.INVOCATION, usual));
    }

    /** Counts a process that was killed within an invocation, or on demand. */
    public void killed() {
        count(Fault.KILL);
    }

    /** Returns any duration up to {@code most}, a millisecond at least. */
    public Duration pause(Duration most) {
        return moment(Victim.MESSAGE, most);
    }

    private Duration moment(Victim victim, Duration most) {
        double share = source(victim).nextDouble();
        return Duration.ofNanos(Math.max(1_000_000, (long) (share * most.toNanos())));
    }

    private Optional<Fault> draw(Victim victim, String id) {
        List<Chance> chances = forecast.byVictim().getOrDefault(victim, List.of());
        if (chances.isEmpty()) {
            return Optional.empty();
        }
        double drawn = source(victim).nextDouble();
        for (Chance chance : chances) {
            if (chance.concerns(id)) {
                drawn -= chance.rate();
                if (drawn < 0) {
                    return Optional.of(chance.fault());
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Fault> counted(Optional<Fault> fault) {
        fault.ifPresent(this::count);
        return fault;
    }

    private void count(Fault fault) {
        counter(fault).incrementAndGet();
    }

    private AtomicLong counter(Fault fault) {
        return Objects.requireNonNull(happened.get(fault));
    }

    private Random source(Victim victim) {
        return Objects.requireNonNull(sources.get(victim));
    }
}
