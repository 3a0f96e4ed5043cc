package herald.local.cli;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * Ctrl-C, SIGTERM and a closed terminal, before the JVM acts on them: its own way is to run all shutdown hooks at the
 * same time, and functions would be ended while their last invocations are waited for.
 *
 * <p>{@code sun.misc.Signal} is the one way to them that there is. It is reached by reflection, as javac warns of it
 * without a switch to turn that off; where it is missing, the shutdown hooks have to do.
 */
final class StopSignals {

    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private StopSignals() {}

    /** @param stop run on a thread of the JVM's each time one of them comes; must return at once */
    static void handle(Runnable stop) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            MethodHandle run = MethodHandles.publicLookup()
                    .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                    .bindTo(stop);
            Object handling =
                    MethodHandleProxies.asInterfaceInstance(handler, MethodHandles.dropArguments(run, 0, signal));
            for (String name : NAMES) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), handling);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException missing) {
            Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
        }
    }
}
