package herald.local.stack.gateway;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * A certificate for this machine that nobody vouches for, new for each run, with its key, which stays in this process;
 * and the two files by which clients trust it. Immutable, thread-safe.
 *
 * <p>The JDK's own keytool makes it, as a child process. Netty's {@code CertificateBuilder} would save that process,
 * but its module is meant for tests and brings Bouncy Castle, nine megabytes for one option.
 */
public final class SelfSigned {

    private static final String ALIAS = "local";
    private static final String PASSWORD_VARIABLE = "PASSWORD";
    private static final String DAYS = "365";
    private static final int PATIENCE_SECONDS = 60;

    private final X509Certificate certificate;
    private final Path pem;
    private final Path trustStore;
    private final SslContext context;

    private SelfSigned(KeyStore.PrivateKeyEntry entry, Path directory) throws IOException, GeneralSecurityException {
        certificate = (X509Certificate) entry.getCertificate();
        pem = Files.writeString(directory.resolve("certificate.pem"), pem(certificate));
        trustStore = directory.resolve("trust.p12");
        context = context(entry.getPrivateKey(), certificate);
        writeTrustStore();
    }

    /**
     * Makes one for {@code localhost} and the loopback addresses.
     *
     * @param directory gets {@code certificate.pem} and {@code trust.p12} in place of an earlier run's; the key is
     *     there for a moment, encrypted under a password that is never written
     * @throws IOException if it can't be made, with keytool's reason
     */
    public static SelfSigned generate(Path directory) throws IOException, InterruptedException {
        char[] password = UUID.randomUUID().toString().toCharArray();
        Path keys = directory.resolve("key.p12");
        Files.deleteIfExists(keys);
        try {
            keytool(keys, password);
            KeyStore store = KeyStore.getInstance(keys.toFile(), password);
            KeyStore.Entry entry = store.getEntry(ALIAS, new KeyStore.PasswordProtection(password));
            return new SelfSigned((KeyStore.PrivateKeyEntry) entry, directory);
        } catch (GeneralSecurityException failure) {
            throw new IOException(failure);
        } finally {
            Files.deleteIfExists(keys);
        }
    }

    private static void keytool(Path keys, char[] password) throws IOException, InterruptedException {
        ProcessBuilder keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost, O=Herald stand-in",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1,ip:0:0:0:0:0:0:0:1",
                "-ext",
                "eku=serverAuth",
                "-validity",
                DAYS,
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass:env",
                PASSWORD_VARIABLE);
        // On the command line every user of the machine could read it.
        keytool.environment().put(PASSWORD_VARIABLE, new String(password));
        Process process = keytool.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("keytool: " + output);
        }
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(certificate.getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }

    /** Returns the JDK's own TLS, which every platform has; 1.2 and 1.3 as at API Gateway's endpoints. */
    private static SslContext context(PrivateKey key, X509Certificate certificate) throws IOException {
        return SslContextBuilder.forServer(key, certificate)
                .sslProvider(SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .build();
    }

    /** Writes it without a password, as the JDK's own is: to derive its key would slow the start of each function. */
    private void writeTrustStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(ALIAS, certificate);
        List<X509Certificate> roots = roots();
        for (int i = 0; i < roots.size(); i++) {
            store.setCertificateEntry("root-" + i, roots.get(i));
        }
        try (OutputStream out = Files.newOutputStream(trustStore)) {
            store.store(out, null);
        }
    }

    /** Returns the default roots of a JVM: a function that calls the rest of the world has to go on trusting them. */
    private static List<X509Certificate> roots() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager known) {
                return List.of(known.getAcceptedIssuers());
            }
        }
        return List.of();
    }

    /** Returns a file with the certificate, for any client that takes PEM. */
    public Path pem() {
        return pem;
    }

    /** Returns a PKCS12 file without a password: the JVM's default roots and the certificate. */
    public Path trustStore() {
        return trustStore;
    }

    SslContext context() {
        return context;
    }
}
