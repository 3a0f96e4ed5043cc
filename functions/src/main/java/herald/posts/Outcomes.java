package herald.posts;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ForbiddenException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.LimitExceededException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PayloadTooLargeException;

/**
 * Understands what the management API's client throws; the only file that knows its exceptions and status codes. Pure.
 *
 * <p>Status counts as well as class: without the header {@code x-amzn-ErrorType} the SDK throws its generic exception.
 */
final class Outcomes {

    private Outcomes() {}

    static Outcome of(Throwable thrown) {
        Throwable failure = thrown;
        while (failure instanceof CompletionException && failure.getCause() != null) {
            failure = failure.getCause();
        }
        return switch (failure) {
            case GoneException gone -> new Outcome.Gone();
            case LimitExceededException throttled -> new Outcome.Throttled();
            case PayloadTooLargeException tooLarge -> new Outcome.TooLarge();
            case ForbiddenException forbidden -> new Outcome.Refused(sentence(forbidden));
            case AwsServiceException answered -> ofStatus(answered);
            case TimeoutException late -> new Outcome.Failed("no answer by the deadline");
            case CancellationException cancelled -> new Outcome.Failed("no answer by the deadline");
            default -> new Outcome.Failed(failure.getClass().getSimpleName() + ": " + failure.getMessage());
        };
    }

    private static Outcome ofStatus(AwsServiceException answered) {
        int status = answered.statusCode();
        return switch (status) {
            case 400 -> badRequest(answered);
            case 410 -> new Outcome.Gone();
            case 429 -> new Outcome.Throttled();
            case 413 -> new Outcome.TooLarge();
            // Request Timeout and Too Early (RFC 9110, RFC 8470) say of themselves that another time may do.
            case 408, 425 -> new Outcome.Failed(sentence(answered));
            default ->
                status >= 400 && status < 500
                        ? new Outcome.Refused(sentence(answered))
                        : new Outcome.Failed(sentence(answered));
        };
    }

    /** "Invalid connectionId: …" (API reference of the {@code @connections} API) is told by nothing but its sentence. */
    private static Outcome badRequest(AwsServiceException answered) {
        String sentence = sentence(answered);
        return sentence.contains("connectionId") ? new Outcome.UnknownId(sentence) : new Outcome.BadRequest(sentence);
    }

    private static String sentence(AwsServiceException answered) {
        var details = answered.awsErrorDetails();
        String said = details == null ? null : details.errorMessage();
        return "status " + answered.statusCode() + (said == null || said.isBlank() ? "" : ", " + said);
    }
}
