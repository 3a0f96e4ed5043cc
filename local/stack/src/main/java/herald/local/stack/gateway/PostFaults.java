package herald.local.stack.gateway;

import herald.local.stack.gateway.HttpAnswer.Manner;
import herald.local.stack.weather.Fault;
import herald.local.stack.weather.Weather;
import java.util.Optional;
import java.util.function.Supplier;

/** The faults of calls of @connections. Thread-safe. */
final class PostFaults {

    private static final HttpAnswer NONE = HttpAnswer.empty(200);

    private final Weather weather;

    PostFaults(Weather weather) {
        this.weather = weather;
    }

    /** @param post sends, and answers as it should */
    HttpAnswer post(String id, Optional<ClientSocket> socket, Supplier<HttpAnswer> post) {
        Optional<Fault> fault = weather.ofPost(id);
        return fault.isEmpty() ? post.get() : spoiled(fault.get(), socket, post);
    }

    /** @param close closes the connection, and answers as it should */
    HttpAnswer close(String id, Supplier<HttpAnswer> close) {
        Optional<Fault> fault = weather.ofClose(id);
        return fault.isEmpty() ? close.get() : spoiled(fault.get(), Optional.empty(), close);
    }

    private static HttpAnswer spoiled(Fault fault, Optional<ClientSocket> socket, Supplier<HttpAnswer> call) {
        return switch (fault) {
            case GONE -> {
                socket.ifPresent(ClientSocket::drop);
                yield ManagementApi.gone();
            }
            case TOO_LARGE -> ManagementApi.tooLarge();
            case THROTTLED -> ManagementApi.limitExceeded(ManagementApi.BUFFER_FULL);
            case THROTTLED_ACCOUNT -> ManagementApi.limitExceeded(ManagementApi.TOO_MANY);
            case ERROR -> HttpAnswer.error(500, "InternalServerErrorException", "Internal server error");
            case HANG -> NONE.in(Manner.NEVER);
            case RESET -> NONE.in(Manner.RESET);
            case LOST_ANSWER -> call.get().in(Manner.RESET);
            case SLOW -> call.get().in(Manner.DRIBBLED);
            case DYNAMODB_THROTTLED,
                    DYNAMODB_ERROR,
                    SQS_ERROR,
                    KILL,
                    DUPLICATE,
                    SQS_THROTTLED,
                    COLD,
                    LATE_DISCONNECT,
                    LOST_DISCONNECT -> call.get();
        };
    }
}
