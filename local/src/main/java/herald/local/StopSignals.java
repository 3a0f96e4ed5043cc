package herald.local;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
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
            InvocationHandler handling = (proxy, method, args) -> {
                if (method.getName().equals("handle")) {
                    stop.run();
                    return null;
                }
                return method.getName().equals("equals") ? proxy == args[0] : System.identityHashCode(proxy);
            };
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, handling);
            for (String name : NAMES) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException missing) {
            Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
        }
    }
}
