package herald.local.stack.lambda;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code kill(2)}, for the two signals that {@link Process} cannot send. Thread-safe. Sends nothing where the system
 * has no such call or native access is denied; {@link #available} tells.
 */
final class FreezeSignals {

    private static final boolean MAC =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
    private static final int SIGSTOP = MAC ? 17 : 19;
    private static final int SIGCONT = MAC ? 19 : 18;
    private static final @Nullable MethodHandle KILL = link();

    private FreezeSignals() {}

    static boolean available() {
        return KILL != null;
    }

    /** Returns whether the process got the signal. */
    static boolean stop(long pid) {
        return send(pid, SIGSTOP);
    }

    /** Returns whether the process got the signal. */
    static boolean resume(long pid) {
        return send(pid, SIGCONT);
    }

    private static boolean send(long pid, int signal) {
        if (KILL == null) {
            return false;
        }
        try {
            return (int) KILL.invokeExact((int) pid, signal) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("kill(2) could not be called", e);
        }
    }

    @SuppressWarnings("restricted") // one call with two ints: nothing it could corrupt
    private static @Nullable MethodHandle link() {
        try {
            Linker linker = Linker.nativeLinker();
            return linker.defaultLookup()
                    .find("kill")
                    .map(kill -> linker.downcallHandle(
                            kill,
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)))
                    .orElse(null);
        } catch (IllegalCallerException | UnsupportedOperationException denied) {
            return null;
        }
    }
}
