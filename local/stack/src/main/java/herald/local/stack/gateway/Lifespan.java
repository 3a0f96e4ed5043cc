package herald.local.stack.gateway;

import herald.local.stack.weather.StackClock;
import java.time.Duration;
import java.time.Instant;

/** Ends connections that were silent for too long or are too old, by one timer for each. Thread-safe. */
final class Lifespan {

    private final GatewaySettings settings;
    private final StackClock clock;

    Lifespan(GatewaySettings settings, StackClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    void watch(Socket socket) {
        socket.timer(clock.after(left(socket, clock.now()), () -> check(socket)));
    }

    private void check(Socket socket) {
        if (!socket.open()) {
            return;
        }
        if (left(socket, clock.now()).isPositive()) {
            watch(socket);
        } else {
            socket.end(CloseCode.GOING_AWAY);
        }
    }

    private Duration left(Socket socket, Instant now) {
        Instant idle = socket.lastActiveAt().plus(settings.idleTimeout());
        Instant old = socket.caller().connectedAt().plus(settings.maxDuration());
        return Duration.between(now, idle.isBefore(old) ? idle : old);
    }
}
