package herald.local.stack.gateway;

import herald.local.stack.gateway.ProxyEvent.Occasion;
import herald.local.stack.weather.Fault;
import herald.local.stack.weather.StackClock;
import herald.local.stack.weather.Weather;
import herald.local.template.spec.ApiSpec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Tells {@code $disconnect} handlers of closed connections, by best effort as on AWS. What they answer is ignored.
 * Thread-safe; {@link #stop} alone waits.
 */
final class Disconnects {

    private final GatewaySettings settings;
    private final IntegrationCalls integrations;
    private final StackClock clock;
    private final Weather weather;
    private final Ids ids;
    private final Map<String, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    Disconnects(GatewaySettings settings, IntegrationCalls integrations, StackClock clock, Weather weather, Ids ids) {
        this.settings = settings;
        this.integrations = integrations;
        this.clock = clock;
        this.weather = weather;
        this.ids = ids;
    }

    /** Tells of a closed connection; to be called once for each that was open. */
    void closed(Caller caller, CloseCode code) {
        Optional<ApiSpec.Route> route = caller.stage().route(ServedStage.DISCONNECT);
        if (route.isEmpty() || !settings.disconnects() || code.equals(CloseCode.DROPPED)) {
            return;
        }
        delay(code).ifPresent(delay -> tellAfter(delay, route.get().integration(), caller, code));
    }

    /** Returns how long after the close the event comes; empty if it never does. */
    private Optional<Duration> delay(CloseCode code) {
        Optional<Duration> usual =
                code.equals(CloseCode.VANISHED) ? settings.vanishedDisconnectDelay() : Optional.of(Duration.ZERO);
        if (usual.isEmpty()) {
            return usual;
        }
        return weather.ofDisconnect()
                .map(fault -> fault == Fault.LOST_DISCONNECT
                        ? Optional.<Duration>empty()
                        : usual.map(wait -> wait.plus(weather.lateness(GatewayLimits.LATEST_DISCONNECT))))
                .orElse(usual);
    }

    private void tellAfter(Duration delay, ApiSpec.Integration integration, Caller caller, CloseCode code) {
        if (delay.isZero()) {
            tell(integration, caller, code);
        } else {
            var unusedTimer = clock.after(delay, () -> tell(integration, caller, code));
        }
    }

    private void tell(ApiSpec.Integration integration, Caller caller, CloseCode code) {
        if (stopped) {
            return;
        }
        CompletableFuture<Void> told = new CompletableFuture<>();
        underWay.put(caller.connectionId(), told);
        byte[] event = ProxyEvent.disconnect(new Occasion(caller, ids.next(), clock.now()), code);
        integrations.make(
                new IntegrationCalls.Call(integration.function(), ServedStage.DISCONNECT, event, integration.timeout()),
                Runnable::run,
                answer -> {
                    underWay.remove(caller.connectionId());
                    told.complete(null);
                });
    }

    /** Waits for the handlers that run now, but no longer than {@code patience}; later ones are not told any more. */
    void stop(Duration patience) {
        stopped = true;
        CompletableFuture<?>[] running = underWay.values().toArray(CompletableFuture[]::new);
        var unusedEnd = CompletableFuture.allOf(running)
                .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
