package herald.local.stack.services;

/** Sees calls and answers go by. Called on a front's thread: returns at once, and does not throw. */
public interface CallSight {

    /** Sees nothing. */
    CallSight NONE = new CallSight() {};

    /** Counts calls that nobody watches. */
    CallsUnderway NOBODYS = new CallsUnderway();

    /** Returns the body that the service gets: the call's own, or one that asks for more. */
    default byte[] asked(ServiceCall call) {
        return call.body();
    }

    /** Sees a call begin, and returns what is told when it has ended, whichever way. */
    default CallsUnderway.Call begun(ServiceCall call) {
        return NOBODYS.begin("", "");
    }

    /** Sees the answer to a call as the function made it, whose body is on its way to the function as it is. */
    default void answered(ServiceCall call, int status, byte[] body) {}
}
