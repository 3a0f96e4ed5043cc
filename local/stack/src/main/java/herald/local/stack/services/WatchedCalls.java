package herald.local.stack.services;

/** Tells {@link CallsUnderway} of the calls that pass a front, and a second {@link CallSight} of all that it sees. */
public record WatchedCalls(CallsUnderway underway, CallSight other) implements CallSight {

    @Override
    public byte[] asked(ServiceCall call) {
        return other.asked(call);
    }

    @Override
    public void answered(ServiceCall call, int status, byte[] body) {
        other.answered(call, status, body);
    }

    @Override
    public CallsUnderway.Call begun(ServiceCall call) {
        String token = call.header("x-amz-security-token").orElse("");
        return underway.begin(token, call.action().isEmpty() ? "a call of " + call.service() : call.action());
    }
}
