package herald.posts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ApiGatewayManagementApiException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

class OutcomesTest {

    @ParameterizedTest
    @CsvSource({"410,Gone", "429,Throttled", "413,TooLarge", "400,BadRequest", "403,Refused", "500,Failed", "504,Failed"
    })
    void statusWithoutANameCounts(int status, String outcome) {
        assertThat(Outcomes.of(answered(status)).getClass().getSimpleName()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425})
    void answerThatAsksForAnotherTryEndsNoFanOut(int status) {
        assertThat(Outcomes.of(answered(status))).isEqualTo(new Outcome.Failed("status " + status));
    }

    @Test
    void causeIsLookedFor() {
        Throwable gone = GoneException.builder().statusCode(410).build();

        assertThat(Outcomes.of(new CompletionException(new CompletionException(gone))))
                .isEqualTo(new Outcome.Gone());
    }

    @Test
    void cancelledCallHadNoAnswer() {
        assertThat(Outcomes.of(new CancellationException())).isEqualTo(new Outcome.Failed("no answer by the deadline"));
    }

    private static Throwable answered(int status) {
        return ApiGatewayManagementApiException.builder().statusCode(status).build();
    }
}
