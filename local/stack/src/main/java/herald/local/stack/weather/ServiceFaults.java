package herald.local.stack.weather;

import herald.local.stack.services.Gate;
import herald.local.stack.services.Service;
import herald.local.stack.services.ServiceCall;
import herald.local.stack.services.ServiceError;
import herald.local.stack.weather.Fault.Victim;
import java.util.Optional;

/** Fails functions' calls of tables and queues as the {@link Weather} has it, in each service's own words. */
public record ServiceFaults(Weather weather) implements Gate {

    @Override
    public Optional<ServiceError> refusal(ServiceCall call) {
        return weather.ofCall(victim(call.service())).map(ServiceFaults::failure);
    }

    private static Victim victim(Service service) {
        return switch (service) {
            case DYNAMODB -> Victim.DYNAMODB;
            case SQS -> Victim.SQS;
        };
    }

    /** @param fault one that a service's */
    private static ServiceError failure(Fault fault) {
        return switch (fault) {
            case DYNAMODB_THROTTLED ->
                new ServiceError(
                        400,
                        "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
                        "The level of configured provisioned throughput for the table was exceeded. Consider"
                                + " increasing your provisioning level with the UpdateTable API.");
            case DYNAMODB_ERROR ->
                new ServiceError(500, "com.amazonaws.dynamodb.v20120810#InternalServerError", "Internal server error");
            case SQS_ERROR ->
                new ServiceError(
                        500,
                        "com.amazon.coral.service#InternalFailure",
                        "The request processing has failed because of an unknown error, exception or failure.");
            case GONE,
                    TOO_LARGE,
                    THROTTLED,
                    THROTTLED_ACCOUNT,
                    ERROR,
                    HANG,
                    RESET,
                    LOST_ANSWER,
                    SLOW,
                    KILL,
                    DUPLICATE,
                    SQS_THROTTLED,
                    COLD,
                    LATE_DISCONNECT,
                    LOST_DISCONNECT -> throw new IllegalArgumentException(fault.word() + " is not a service's");
        };
    }
}
