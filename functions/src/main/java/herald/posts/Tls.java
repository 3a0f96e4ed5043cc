package herald.posts;

import io.netty.handler.ssl.SslHandler;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
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

    private final Endpoint endpoint;
    private @Nullable SSLContext context;

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
        engine.setSSLParameters(parameters);
        var handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(HANDSHAKE.toMillis());
        return handler;
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
