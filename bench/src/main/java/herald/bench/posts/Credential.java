package herald.bench.posts;

import herald.bench.rig.Commands;
import herald.bench.rig.Workbench;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A certificate for the loopback address, made for this run, and its key.
 *
 * @param store both, as Java reads them; clients trust what is in it
 */
record Credential(Path store, Path certificate, Path key) {

    static final String PASSWORD = "loopback";

    private static final String ALIAS = "stub";
    private static final int PEM_COLUMNS = 64;

    /** P-256, as API Gateway's own certificates offer. */
    static Credential make(Workbench workbench) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(workbench.target().resolve("tls"));
        Path store = directory.resolve("stub.p12");
        Files.deleteIfExists(store);
        Commands.output(
                directory,
                List.of(
                        workbench.java("keytool"),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD));
        try (InputStream in = Files.newInputStream(store)) {
            var entries = KeyStore.getInstance("PKCS12");
            entries.load(in, PASSWORD.toCharArray());
            byte[] certificate = entries.getCertificate(ALIAS).getEncoded();
            byte[] key = entries.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
            return new Credential(
                    store,
                    Files.writeString(directory.resolve("certificate.pem"), pem("CERTIFICATE", certificate)),
                    Files.writeString(directory.resolve("key.pem"), pem("PRIVATE KEY", key)));
        } catch (GeneralSecurityException unreadable) {
            throw new IOException("keytool made what can't be read", unreadable);
        }
    }

    private static String pem(String what, byte[] encoded) {
        String body = Base64.getMimeEncoder(PEM_COLUMNS, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    }
}
