package herald.local.table;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another program's main for as long as somebody holds this process's standard input open: the stack that started
 * it may be killed, and then nobody else would end it.
 */
public final class Lodger {

    private Lodger() {}

    /** @param args the other program's main class and its arguments */
    public static void main(String[] args) throws ReflectiveOperationException {
        Thread watch = new Thread(Lodger::endWithStandardInput, "standard-input");
        watch.setDaemon(true);
        watch.start();
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
        } catch (InvocationTargetException failure) {
            failure.getCause().printStackTrace();
            Runtime.getRuntime().halt(1);
        }
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
