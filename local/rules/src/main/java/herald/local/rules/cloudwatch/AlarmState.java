package herald.local.rules.cloudwatch;

/** The states that an alarm is in one of, in AWS's words. */
public enum AlarmState {
    OK,
    ALARM,
    /** The state also of an alarm that was never evaluated. */
    INSUFFICIENT_DATA
}
