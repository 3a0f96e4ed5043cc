package herald.lean;

import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The exceptions that the SDK's clients throw when there was no answer. */
final class NoAnswer {

    private NoAnswer() {}

    /** The SDK's exception for a call that failed on the network: what went wrong there is the cause, as with the SDK. */
    static SdkClientException of(Throwable cause) {
        return SdkClientException.builder()
                .message("Unable to execute HTTP request: " + cause.getMessage())
                .cause(cause instanceof IOException ? cause : new IOException(cause.getMessage(), cause))
                .writableStackTrace(false)
                .build();
    }

    static SdkClientException closed() {
        return SdkClientException.create("the client is closed");
    }
}
