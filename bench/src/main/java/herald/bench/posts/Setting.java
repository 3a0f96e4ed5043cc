package herald.bench.posts;

import java.util.List;

/** A setting: what the clients post through, and with which compiler Java does. */
enum Setting {
    PLAIN("plain HTTP", false, false),
    PLAIN_C1("plain HTTP, C1", false, true),
    TLS("TLS", true, false),
    TLS_C1("TLS, C1", true, true);

    private final String title;
    private final boolean tls;
    private final boolean c1;

    Setting(String title, boolean tls, boolean c1) {
        this.title = title;
        this.tls = tls;
        this.c1 = c1;
    }

    String title() {
        return title;
    }

    boolean tls() {
        return tls;
    }

    /** Returns whether Java stops at its first compiler, as Lambda has it on demand. */
    boolean c1() {
        return c1;
    }

    String address(int port) {
        return (tls ? "https" : "http") + "://127.0.0.1:" + port;
    }

    List<String> compiler() {
        return c1 ? List.of("-XX:TieredStopAtLevel=1") : List.of();
    }
}
