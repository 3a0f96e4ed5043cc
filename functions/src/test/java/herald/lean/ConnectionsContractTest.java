package herald.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import herald.lean.TestedClient.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PostToConnectionResponse;

/** How connections are shared, kept and given up. */
// Line ends of HTTP are written out.
@SuppressWarnings("StringConcatToTextBlock")
@ParameterizedClass
@EnumSource(Kind.class)
class ConnectionsContractTest extends ManagementApiContract {

    @Test
    void connectionIsKept() {
        for (int i = 0; i < 20; i++) {
            get(post());
        }

        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.requests()).hasSize(20);
    }

    @Test
    void connectionThatTheServerWillCloseIsNotUsedAgain() {
        server.script(exchange -> exchange.answer("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));

        get(post());
        get(post());

        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void idleConnectionsThatTheServerHasClosedDoNotHurt() throws IOException {
        get(post());
        server.hangUp();

        get(post());

        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void callOnAKeptConnectionThatBreaksIsTriedOnceMore() {
        get(post());
        server.script(exchange -> {
            exchange.body();
            if (exchange.connection() == 1) {
                exchange.reset();
            } else {
                exchange.say(ScriptedServer.OK);
            }
        });

        // The SDK's pool may hand out the broken connection once more before it hears of its end. That call never
        // arrives.
        get(kind == Kind.SDK ? post().exceptionallyCompose(broken -> post()) : post());

        assertThat(server.requests()).hasSize(3);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void callIsNotTriedAThirdTime() {
        get(post());
        server.script(exchange -> {
            exchange.body();
            exchange.reset();
        });

        assertBroken(failure(post()));
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void resetInTheMiddleOfAnAnswerIsAFailure() {
        server.script(exchange -> {
            exchange.answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab");
            exchange.end();
        });

        assertBroken(failure(post()));
    }

    @Test
    void endpointThatRefusesConnectionsIsAFailure() throws IOException {
        server.close();

        assertBroken(failure(post()));
    }

    @Test
    void timeOutOfTheRequestHolds() {
        server.script(exchange -> server.hang());

        Throwable failure = failure(client.api()
                .postToConnection(post -> post.connectionId(ID)
                        .data(BODY)
                        .overrideConfiguration(override -> override.apiCallTimeout(Duration.ofMillis(200)))));

        assertThat(failure).isInstanceOf(ApiCallTimeoutException.class);
    }

    @Test
    void slowAnswerIsWaitedForNoLongerThanTheTimeOut() {
        server.script(exchange -> {
            exchange.answer("HTTP/1.1 200");
            server.hang();
        });

        Throwable failure = failure(client.api()
                .postToConnection(post -> post.connectionId(ID)
                        .data(BODY)
                        .overrideConfiguration(override -> override.apiCallTimeout(Duration.ofMillis(200)))));

        assertThat(failure).isInstanceOf(ApiCallTimeoutException.class);
    }

    @Test
    void lateAnswerOfACancelledCallIsNobodyElses() throws InterruptedException {
        var asked = new CountDownLatch(1);
        var cancelled = new CountDownLatch(1);
        server.script(exchange -> {
            exchange.body();
            if (server.requests().size() == 1) {
                asked.countDown();
                cancelled.await();
                exchange.say("HTTP/1.1 410 Gone\r\nx-amzn-ErrorType: GoneException\r\nContent-Length: 0\r\n\r\n");
            } else {
                exchange.say(ScriptedServer.OK);
            }
        });

        CompletableFuture<PostToConnectionResponse> call = post();
        asked.await();
        assertThat(call.cancel(true)).isTrue();
        cancelled.countDown();

        for (int i = 0; i < 5; i++) {
            get(post());
        }
        assertThatThrownBy(call::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void hangingCallsDoNotHoldUpOthers() {
        server.script(exchange -> {
            if (exchange.body().equals("hang")) {
                server.hang();
            }
            exchange.say(ScriptedServer.OK);
        });
        List<CompletableFuture<?>> hanging = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            hanging.add(
                    client.api().postToConnection(post -> post.connectionId(ID).data(SdkBytes.fromUtf8String("hang"))));
        }

        for (int i = 0; i < 50; i++) {
            get(post());
        }
        assertThat(hanging).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void thousandCallsShareTheConnections() {
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            String id = "id" + i;
            calls.add(
                    client.api().postToConnection(post -> post.connectionId(id).data(BODY)));
        }

        calls.forEach(ManagementApiContract::get);

        assertThat(server.requests()).hasSize(1000).doesNotHaveDuplicates();
        assertThat(server.connections()).isLessThanOrEqualTo(8);
    }
}
