package herald.lean;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    @TempDir
    private static Path directory = Path.of(".");

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

    /** The first read takes the answer, which is just as long, and the next what follows. */
    @Test
    void bytesOfTheNextReadAreNotTheNextAnswerEither() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Long: ";
        String ok = head + "x".repeat(WireChannel.READ - head.length() - 4) + "\r\n\r\n";
        server.script(exchange -> exchange.answer(
                exchange.connection() == 1
                        ? ok + "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"
                        : ScriptedServer.OK));
        TestedClient one = client(new TestedClient.Way(server.endpoint(), CREDENTIALS, 1, null));
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            calls.add(one.api().postToConnection(post -> post.connectionId(ID).data(BODY)));
        }

        calls.forEach(ManagementApiContract::get);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void eventLoopHasPeaceWhenAllAddressesRefuse() throws Exception {
        server.close();

        assertBroken(failure(post()));

        assertThat(client.loop().next().submit(() -> "free").get(30, TimeUnit.SECONDS))
                .isEqualTo("free");
        assertBroken(failure(post()));
    }

    @Test
    void callsFailWhenThereIsNoTls() throws Exception {
        // Never initialized, so that it makes no engine.
        LeanManagementApi secure = lean(
                new URI("https://127.0.0.1:" + server.endpoint().getPort() + "/prod"),
                "eu-central-1",
                SSLContext.getInstance("TLS"));

        for (int i = 0; i < 2; i++) {
            assertBroken(failure(
                    secure.postToConnection(post -> post.connectionId(ID).data(BODY))));
        }
    }

    @Test
    // A region that is missing stands for whatever may go wrong while a request is put together.
    @SuppressWarnings("NullAway")
    void callsFailWhenTheirRequestsCannotBeMade() {
        LeanManagementApi unable = lean(server.endpoint(), null, null);
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            calls.add(unable.postToConnection(post -> post.connectionId(ID).data(BODY)));
        }

        calls.forEach(call -> assertBroken(failure(call)));
    }

    @Test
    void connectionThatWasNeverUsedAndBreaksCostsNobodyHisCall() throws Exception {
        TestCertificate certificate = TestCertificate.of(directory, "dns:localhost");
        var tls = new ScriptedServer(certificate.ofServer());
        open.add(tls);
        tls.script(exchange -> {
            if (exchange.connection() == 1) {
                exchange.reset();
            } else {
                exchange.answer(ScriptedServer.OK);
            }
        });
        tls.holdUp();
        TestedClient secure = client(new TestedClient.Way(tls.endpoint(), CREDENTIALS, 8, certificate));
        CompletableFuture<?> given =
                secure.api().postToConnection(post -> post.connectionId(ID).data(BODY));
        await(() -> tls.connections() == 1);
        assertThat(given.cancel(true)).isTrue();
        // Runs after it was given up.
        secure.loop().next().submit(() -> {}).get(30, TimeUnit.SECONDS);
        tls.greet();
        tls.handshaken();
        Thread.sleep(300);

        get(secure.api().postToConnection(post -> post.connectionId(ID).data(BODY)));
        assertThat(tls.connections()).isEqualTo(2);
    }

    @Test
    void connectionIsClosedWhenTheServerSaysNoMore() throws Exception {
        TestCertificate certificate = TestCertificate.of(directory, "dns:localhost");
        var tls = new ScriptedServer(certificate.ofServer());
        open.add(tls);
        TestedClient secure = client(new TestedClient.Way(tls.endpoint(), CREDENTIALS, 8, certificate));
        get(secure.api().postToConnection(post -> post.connectionId(ID).data(BODY)));

        tls.sayNoMore();

        await(() -> tls.open() == 0);
    }

    @Test
    void endedEventLoopFailsAllCallsThatCome() {
        assertThat(client.loop().shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(60_000))
                .isTrue();

        for (int i = 0; i < 2; i++) {
            assertThat(failure(post())).hasMessageContaining("closed");
        }
    }

    private LeanManagementApi lean(URI endpoint, String region, @Nullable SSLContext tls) {
        var api = LeanManagementApi.create(new LeanManagementApi.Settings(
                endpoint, region, CREDENTIALS, client.loop().next(), 8, tls));
        open.add(api);
        return api;
    }

    private static void await(BooleanSupplier there) throws InterruptedException {
        while (!there.getAsBoolean()) {
            Thread.sleep(10);
        }
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
