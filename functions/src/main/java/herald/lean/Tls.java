package herald.lean;

import io.netty.handler.ssl.SslHandler;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * TLS to one endpoint: the host's name is verified, sessions are resumed, and trusted is what the JVM trusts, so
 * {@code javax.net.ssl.trustStore} counts. Used on the event loop only.
 */
final class Tls {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final Duration HANDSHAKE = Duration.ofSeconds(5);

    /**
     * The suites that are offered first, if they are enabled. All three are API Gateway's (AWS docs, "Security policy for
     * WebSocket APIs"), which may choose another. Until C2 has compiled it, the JDK's AES-GCM costs about twice what its
     * ChaCha20 does, and no less then.
     */
    private static final List<String> PREFERRED =
            List.of("TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384");

    private final Endpoint endpoint;
    private @Nullable SSLContext context;
    private String @Nullable [] suites;

    /** @param context instead of the JVM's own */
    Tls(Endpoint endpoint, @Nullable SSLContext context) {
        this.endpoint = endpoint;
        this.context = context;
    }

    SslHandler handler() {
        // Host and port are what the JDK finds a session by.
        SSLEngine engine = context().createSSLEngine(endpoint.host(), endpoint.port());
        engine.setUseClientMode(true);
        var parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(PROTOCOLS);
        parameters.setCipherSuites(preferred(parameters.getCipherSuites()));
        engine.setSSLParameters(parameters);
        var handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(HANDSHAKE.toMillis());
        return handler;
    }

    /** The suites that the JVM enables, and no others, since that is for whoever runs it to say. */
    private String[] preferred(String[] enabled) {
        String[] known = suites;
        if (known == null) {
            Set<String> ordered = new LinkedHashSet<>(PREFERRED);
            ordered.retainAll(List.of(enabled));
            ordered.addAll(List.of(enabled));
            known = ordered.toArray(String[]::new);
            suites = known;
        }
        return known;
    }

    private SSLContext context() {
        SSLContext ready = context;
        if (ready == null) {
            try {
                ready = SSLContext.getDefault();
            } catch (NoSuchAlgorithmException noTrust) {
                throw new IllegalStateException("the JVM's trust store can't be used", noTrust);
            }
            context = ready;
        }
        return ready;
    }
}
