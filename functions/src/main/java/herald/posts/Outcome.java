package herald.posts;

/** The outcomes of a post. {@link Outcomes} says how each is known. */
public sealed interface Outcome {

    /** API Gateway took it; that the client saw it is not promised. */
    record Delivered() implements Outcome {}

    /** 410: nobody is behind the id, or its {@code $connect} has not returned yet. */
    record Gone() implements Outcome {}

    /** 429: too many requests, or the client reads too slowly. */
    record Throttled() implements Outcome {}

    /** 413: over {@link herald.aws.AwsLimits#PAYLOAD_BYTES}. */
    record TooLarge() implements Outcome {}

    /** 400: the id is none of a connection of this API, and never will be. */
    record UnknownId(String reason) implements Outcome {}

    /** 400 for another reason, which is this one call's. */
    record BadRequest(String reason) implements Outcome {}

    /** Another 4xx: the endpoint or the policy is wrong, so that no other call will be taken either. */
    record Refused(String reason) implements Outcome {}

    /** 5xx, 408, 425, a broken connection, or no answer by the deadline: it may or may not have arrived. */
    record Failed(String reason) implements Outcome {}
}
