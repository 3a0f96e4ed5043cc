package herald.local.stack.tables;

import java.io.IOException;
import java.lang.reflect.Field;

/**
 * The main of the process that is DynamoDB Local. Beyond what AWS's own does, it listens on the loopback interface
 * only, and ends when its standard input does: the stack that holds that open may be killed, and nobody else would end
 * it.
 *
 * <p>By reflection, since DynamoDB Local is on this process's class path and never on ours.
 */
public final class DynamoDbMain {

    private static final String THEIRS = "software.amazon.dynamodb.services.local.main.ServerRunner";

    private DynamoDbMain() {}

    /** @param args those of DynamoDB Local */
    public static void main(String[] args) throws ReflectiveOperationException {
        Thread watch = new Thread(DynamoDbMain::endWithStandardInput, "standard-input");
        watch.setDaemon(true);
        watch.start();
        Object server = Class.forName(THEIRS)
                .getMethod("createServerFromCommandLineArgs", String[].class)
                .invoke(null, (Object) args);
        try {
            keepToLoopback(server);
        } catch (ReflectiveOperationException otherVersion) {
            System.err.println("Listening on every interface: " + otherVersion);
        }
        server.getClass().getMethod("start").invoke(server);
        server.getClass().getMethod("join").invoke(server);
    }

    private static void keepToLoopback(Object server) throws ReflectiveOperationException {
        Field field = server.getClass().getDeclaredField("server");
        field.setAccessible(true);
        Object jetty = field.get(server);
        if (jetty == null) {
            throw new NoSuchFieldException("server is empty");
        }
        for (Object connector :
                (Object[]) jetty.getClass().getMethod("getConnectors").invoke(jetty)) {
            connector.getClass().getMethod("setHost", String.class).invoke(connector, "127.0.0.1");
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
