package herald.local.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The user's browser. */
final class Browser {

    private Browser() {}

    /** Returns whether there is a person at a terminal of a desktop, and no script or service. */
    @SuppressWarnings("SystemConsoleNull") // it is null again on 25, which is not what ErrorProne knows of 22
    static boolean isAtHand() {
        var console = System.console();
        return console != null && console.isTerminal() && (mac() || desktop());
    }

    private static boolean mac() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
    }

    private static boolean desktop() {
        return System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    }

    /** Opens a page, or says that there is nothing to open it with. */
    static void open(String url, PrintStream log) {
        if (!mac() && !desktop()) {
            log.println("--open: there is no desktop here; the page is " + url);
            return;
        }
        try {
            new ProcessBuilder(List.of(mac() ? "open" : "xdg-open", url))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException failure) {
            log.println("--open: " + failure.getMessage());
        }
    }
}
