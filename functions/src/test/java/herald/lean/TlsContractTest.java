package herald.lean;

import static org.assertj.core.api.Assertions.assertThat;

import herald.lean.TestedClient.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Whom clients talk to over TLS. */
@ParameterizedClass
@EnumSource(Kind.class)
class TlsContractTest extends ManagementApiContract {

    @TempDir
    private static Path directory = Path.of(".");

    private static TestCertificate ofLocalhost;
    private static TestCertificate ofAnother;

    @BeforeAll
    static void make() throws Exception {
        ofLocalhost = TestCertificate.of(directory, "dns:localhost");
        ofAnother = TestCertificate.of(directory, "dns:elsewhere.example.com");
    }

    @Test
    void callsAreMadeOverTls() throws Exception {
        TestedClient secure = secure(ofLocalhost, ofLocalhost);
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            calls.add(
                    secure.api().postToConnection(post -> post.connectionId(ID).data(BODY)));
        }

        calls.forEach(ManagementApiContract::get);
    }

    @Test
    void certificateForAnotherNameIsRefused() throws Exception {
        assertRefused(secure(ofAnother, ofAnother));
    }

    @Test
    void certificateThatIsNotTrustedIsRefused() throws Exception {
        assertRefused(secure(ofLocalhost, ofAnother));
    }

    private static void assertRefused(TestedClient secure) {
        assertThat(failure(secure.api()
                        .postToConnection(post -> post.connectionId(ID).data(BODY))))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("certificate");
    }

    private TestedClient secure(TestCertificate served, TestCertificate trusted) throws Exception {
        var tls = new ScriptedServer(served.ofServer());
        open.add(tls);
        tls.script(exchange -> exchange.answer(ScriptedServer.OK));
        return client(new TestedClient.Way(tls.endpoint(), CREDENTIALS, 8, trusted));
    }
}
