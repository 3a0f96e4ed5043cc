package herald.local.stack.gateway;

import herald.local.stack.weather.StackClock;
import java.time.Duration;
import java.time.Instant;

/** Ends connections that were silent for too long or are too old, by one timer for each. Thread-safe. */
final class ConnectionTimeouts {

    private final GatewaySettings settings;
    private final StackClock clock;

    ConnectionTimeouts(GatewaySettings settings, StackClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    void watch(ClientSocket socket) {
        socket.timer(clock.after(left(socket, clock.now()), () -> check(socket)));
    }

    private void check(ClientSocket socket) {
        if (!socket.open()) {
            return;
        }
        if (left(socket, clock.now()).isPositive()) {
            watch(socket);
        } else {
            socket.end(CloseCode.GOING_AWAY);
        }
    }

    private Duration left(ClientSocket socket, Instant now) {
        Instant idle = socket.lastActiveAt().plus(settings.lifetime().idleTimeout());
        Instant old = socket.caller().connectedAt().plus(settings.lifetime().maxDuration());
        return Duration.between(now, idle.isBefore(old) ? idle : old);
    }
}
