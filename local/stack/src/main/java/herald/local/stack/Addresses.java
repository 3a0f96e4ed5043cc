package herald.local.stack;

import herald.local.rules.iam.Region;
import herald.local.stack.wire.Ports;
import herald.local.template.spec.Place;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * The ports of this run, and what follows from them. They are chosen before anything starts, since the template's URLs
 * name them.
 *
 * @param tls whether the gateway speaks it
 * @param sqs of the front that everybody knows
 * @param elasticMq of what stands behind it
 * @param dynamoDb of the process to be started, or of the endpoint that was given
 */
public record Addresses(int gateway, boolean tls, int sqs, int elasticMq, int dynamoDbPort, URI dynamoDb) {

    public static final String REGION = "us-east-1";
    public static final String ACCOUNT = "000000000000";
    static final Region REGION_AND_ACCOUNT = new Region(REGION, ACCOUNT);
    private static final String STACK_NAME = "local";
    private static final String HOST = "127.0.0.1";

    /** @throws StartRefusal if a port that was asked for is taken, naming the option */
    static Addresses chosen(Options.Endpoints wanted) throws StartRefusal {
        return chosen(wanted, Ports::free);
    }

    /** @param any gives ports that are free, the same one twice perhaps */
    static Addresses chosen(Options.Endpoints wanted, IntSupplier any) throws StartRefusal {
        boolean tables = wanted.dynamodb().isEmpty();
        Set<Integer> taken = new HashSet<>();
        for (int port : List.of(wanted.port(), wanted.sqsPort(), tables ? wanted.dynamodbPort() : 0)) {
            if (port != 0 && !taken.add(port)) {
                throw new StartRefusal("--port, --sqs-port and --dynamodb-port must differ");
            }
        }
        int gateway = port("--port", wanted.port(), taken, any);
        int sqs = port("--sqs-port", wanted.sqsPort(), taken, any);
        int elasticMq = port("--sqs-port", 0, taken, any);
        if (!tables) {
            return new Addresses(
                    gateway, wanted.tls(), sqs, elasticMq, 0, wanted.dynamodb().orElseThrow());
        }
        int dynamoDb = port("--dynamodb-port", wanted.dynamodbPort(), taken, any);
        return new Addresses(
                gateway, wanted.tls(), sqs, elasticMq, dynamoDb, URI.create("http://" + HOST + ":" + dynamoDb));
    }

    /** Returns where the queues are served; functions and everybody else find them by their fronts. */
    URI queues() {
        return URI.create("http://" + HOST + ":" + elasticMq);
    }

    Place place() {
        return new Place(REGION, ACCOUNT, STACK_NAME, HOST + ":" + gateway, tls, "http://" + HOST + ":" + sqs);
    }

    /** @param taken by the other options; gets what is chosen here */
    private static int port(String option, int wanted, Set<Integer> taken, IntSupplier any) throws StartRefusal {
        if (wanted == 0) {
            int port = any.getAsInt();
            while (!taken.add(port)) {
                port = any.getAsInt();
            }
            return port;
        }
        if (!Ports.isFree(wanted)) {
            throw new StartRefusal(
                    "port " + wanted + " is in use; " + option + " N chooses another, " + option + " 0 any free one");
        }
        return wanted;
    }
}
