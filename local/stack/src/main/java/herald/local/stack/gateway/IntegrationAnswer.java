package herald.local.stack.gateway;

import java.time.Duration;

/** The end of a call of a function, as the gateway sees it. */
sealed interface IntegrationAnswer {

    /** @param payload JSON that the handler returned */
    record Value(byte[] payload) implements IntegrationAnswer {}

    /**
     * The handler threw, its process died, or the function's own timeout passed: to the gateway all of them are a
     * failed invocation.
     *
     * @param message the error's text alone
     * @param reason the same for a person, with the error's type
     */
    record InvocationFailure(String message, String reason) implements IntegrationAnswer {}

    /** The integration's timeout passed; the function may still be running. */
    record Late(Duration timeout) implements IntegrationAnswer {}
}
