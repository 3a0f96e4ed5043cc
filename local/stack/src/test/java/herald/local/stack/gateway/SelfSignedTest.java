package herald.local.stack.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SelfSignedTest {

    @TempDir
    private static Path directory;

    private static SelfSigned own;

    @BeforeAll
    static void generate() throws Exception {
        own = SelfSigned.generate(directory);
    }

    private static X509Certificate certificate() throws Exception {
        try (InputStream pem = Files.newInputStream(own.pem())) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }

    /** As the JVM reads what {@code javax.net.ssl.trustStore} names. */
    private static KeyStore trustStore() throws Exception {
        return KeyStore.getInstance(own.trustStore().toFile(), (char[]) null);
    }

    private static SSLContext trusting() throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trustStore());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static Running running() {
        Setting setting = Running.with().pages((path, query) -> Optional.empty());
        setting.certificate = Optional.of(own);
        return setting.start();
    }

    @Test
    void itIsForTheNamesOfThisMachine() throws Exception {
        assertThat(certificate().getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactlyInAnyOrder("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        certificate().checkValidity();
    }

    @Test
    void itsKeyIsNotLeftBehind() throws Exception {
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("certificate.pem", "trust.p12");
        }
    }

    @Test
    void theTrustStoreHasItBesideTheDefaultRoots() throws Exception {
        TrustManagerFactory defaults = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        defaults.init((KeyStore) null);
        int roots = ((X509TrustManager) defaults.getTrustManagers()[0]).getAcceptedIssuers().length;
        KeyStore store = trustStore();
        assertThat(Collections.list(store.aliases())).hasSize(roots + 1);
        assertThat(store.getCertificateAlias(certificate())).isNotNull();
    }

    @Test
    void theNextRunsReplacesIt(@TempDir Path other) throws Exception {
        SelfSigned first = SelfSigned.generate(other);
        String pem = Files.readString(first.pem());
        assertThat(Files.readString(SelfSigned.generate(other).pem())).isNotEqualTo(pem);
    }

    @Test
    void whatCannotBeMadeIsSaidInKeytoolsWords(@TempDir Path other) {
        assertThatThrownBy(() -> SelfSigned.generate(other.resolve("missing")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("keytool");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void theGatewaySpeaksBothVersions(String version) throws Exception {
        try (Running stack = running();
                SSLSocket socket = (SSLSocket)
                        trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), stack.port())) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void whoTrustsItCallsByNameOrAddress(String host) throws Exception {
        try (Running stack = running();
                HttpClient http = HttpClient.newBuilder().sslContext(trusting()).build()) {
            URI url = URI.create("https://" + host + ":" + stack.port() + "/dev/@connections/x");
            assertThat(http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void whoDoesNotTrustItIsRefusedAndItIsSaid() {
        try (Running stack = running();
                HttpClient http = HttpClient.newHttpClient()) {
            URI url = URI.create("https://" + stack.host() + "/dev/@connections/x");
            assertThatThrownBy(() -> http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()))
                    .isInstanceOf(SSLException.class);
            await().atMost(Running.PATIENCE)
                    .untilAsserted(
                            () -> assertThat(stack.problems()).anyMatch(problem -> problem.contains("TLS handshake")));
        }
    }

    @Test
    void plainHttpIsNotAnswered() {
        try (Running stack = running()) {
            assertThatThrownBy(() -> stack.http("GET", "/", new byte[0])).hasRootCauseInstanceOf(IOException.class);
            await().atMost(Running.PATIENCE).until(() -> !stack.problems().isEmpty());
            assertThat(List.copyOf(stack.problems())).allMatch(problem -> problem.contains("TLS handshake"));
        }
    }
}
