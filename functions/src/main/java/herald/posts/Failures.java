package herald.posts;

import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What the SDK's clients throw when there was no answer. */
final class Failures {

    private Failures() {}

    /** As the SDK does: what went wrong on the network is the cause. */
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
