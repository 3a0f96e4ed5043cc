package herald.local.stack.services;

/** A service that functions call, in AWS's JSON protocol 1.0. */
public enum Service {
    DYNAMODB,
    SQS
}
