package herald.local.weather;

import herald.local.weather.Fault.Victim;

/** A service that functions call, with what it answers when it fails: AWS's JSON protocol 1.0, as its clients read it. */
public enum Service {
    DYNAMODB(Victim.DYNAMODB),
    SQS(Victim.SQS);

    private final Victim victim;

    Service(Victim victim) {
        this.victim = victim;
    }

    Victim victim() {
        return victim;
    }

    /**
     * @param type with its namespace, as it stands in {@code __type}
     */
    record Failure(int status, String type, String message) {

        String body() {
            return "{\"__type\":\"" + type + "\",\"message\":\"" + message + "\"}";
        }

        /** @return the type without its namespace, as {@code x-amzn-errortype} has it */
        String name() {
            return type.substring(type.indexOf('#') + 1);
        }
    }

    /** @param fault one that {@link Fault#needsFront needs a front} */
    static Failure failure(Fault fault) {
        return switch (fault) {
            case DYNAMODB_THROTTLED ->
                new Failure(
                        400,
                        "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
                        "The level of configured provisioned throughput for the table was exceeded. Consider"
                                + " increasing your provisioning level with the UpdateTable API.");
            case DYNAMODB_ERROR ->
                new Failure(500, "com.amazonaws.dynamodb.v20120810#InternalServerError", "Internal server error");
            case SQS_ERROR ->
                new Failure(
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
                    DUPLICATE -> throw new IllegalArgumentException(fault.word() + " is not a service's");
        };
    }
}
