package herald.local.table;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;

/**
 * Runs another program's main for as long as somebody holds this process's standard input open: the stack that started
 * it may be killed, and then nobody else would end it.
 */
public final class Lodger {

    private Lodger() {}

    /** @param args the other program's main class and its arguments */
    public static void main(String[] args) throws Throwable {
        Thread watch = new Thread(Lodger::endWithStandardInput, "standard-input");
        watch.setDaemon(true);
        watch.start();
        MethodHandle main = MethodHandles.publicLookup()
                .findStatic(Class.forName(args[0]), "main", MethodType.methodType(void.class, String[].class));
        main.invokeExact(Arrays.copyOfRange(args, 1, args.length));
    }

    private static void endWithStandardInput() {
        try {
            while (System.in.read() >= 0) {
                // What it says does not matter.
            }
        } catch (IOException closed) {
            // As good as its end.
        }
        Runtime.getRuntime().halt(0);
    }
}
