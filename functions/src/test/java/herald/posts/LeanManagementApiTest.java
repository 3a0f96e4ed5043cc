package herald.posts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PostToConnectionResponse;

/** What the lean client can do and the SDK's can't. */
// Line ends of HTTP are written out.
@SuppressWarnings("StringConcatToTextBlock")
@ParameterizedClass
@EnumSource(names = "LEAN")
class LeanManagementApiTest extends ManagementApiContract {

    /** The SDK's Netty client fails with "Duplicate handler name", and so does the next call on that connection. */
    @Test
    void answerBeforeTheBodyWasReadIsDeliveredAndPoisonsNothing() {
        server.script(exchange -> {
            if (exchange.connection() == 1) {
                exchange.say("HTTP/1.1 413 Too Large\r\nx-amzn-ErrorType: PayloadTooLargeException\r\n"
                        + "Content-Length: 0\r\n\r\n");
                server.hang();
            }
            exchange.answer(ScriptedServer.OK);
        });
        // More than any socket buffers, so that the request can't have been written when the answer comes.
        SdkBytes huge = SdkBytes.fromByteArray(new byte[32 * 1024 * 1024]);

        Throwable failure = failure(
                client.api().postToConnection(post -> post.connectionId(ID).data(huge)));

        assertThat(failure.getClass().getSimpleName()).isEqualTo("PayloadTooLargeException");
        get(post());
        assertThat(server.connections()).isEqualTo(2);
    }

    /** The SDK's Netty client takes what follows for the next call's answer. */
    @Test
    void bytesBehindAnAnswerAreNotTheNextOnes() {
        server.script(
                exchange -> exchange.answer(ScriptedServer.OK + "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"));

        get(post());
        get(post());

        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void closedClientFailsItsCalls() throws Exception {
        server.script(exchange -> server.hang());
        CompletableFuture<PostToConnectionResponse> call = post();

        client.api().close();

        assertThat(failure(call)).hasMessageContaining("closed");
        assertThat(failure(post())).hasMessageContaining("closed");
    }
}
