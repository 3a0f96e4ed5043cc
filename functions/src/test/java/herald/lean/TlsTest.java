package herald.lean;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

class TlsTest {

    @Test
    void quickestCipherOfAColdJvmIsPreferredAndNoOtherEnabledThanBefore() throws Exception {
        SSLEngine usual = SSLContext.getDefault().createSSLEngine();
        usual.setUseClientMode(true);

        SSLEngine ours = new Tls(Endpoint.of(URI.create("https://localhost/prod")), null)
                .handler()
                .engine();

        assertThat(ours.getEnabledCipherSuites())
                .startsWith("TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256")
                .containsExactlyInAnyOrder(usual.getEnabledCipherSuites());
    }
}
