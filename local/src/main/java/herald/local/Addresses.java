package herald.local;

import herald.local.template.Place;
import herald.local.wire.Ports;
import java.net.URI;

/**
 * Ports of this run, and what follows from them. They are chosen before anything starts, since the template's URLs
 * name them.
 *
 * @param dynamoDb of the process to be started, or of the endpoint that was given
 */
record Addresses(int gateway, int sqs, int dynamoDbPort, URI dynamoDb) {

    static final String REGION = "us-east-1";
    static final String ACCOUNT = "000000000000";
    private static final String STACK_NAME = "local";
    private static final String HOST = "127.0.0.1";

    /** @throws CannotStart if a port that was asked for is taken, naming the option */
    static Addresses chosen(Options options) throws CannotStart {
        int gateway = port("--port", options.port());
        int sqs = port("--sqs-port", options.sqsPort());
        if (options.dynamodb().isPresent()) {
            return new Addresses(gateway, sqs, 0, options.dynamodb().get());
        }
        int dynamoDb = port("--dynamodb-port", options.dynamodbPort());
        if (gateway == sqs || gateway == dynamoDb || sqs == dynamoDb) {
            throw new CannotStart("--port, --sqs-port and --dynamodb-port must differ");
        }
        return new Addresses(gateway, sqs, dynamoDb, URI.create("http://" + HOST + ":" + dynamoDb));
    }

    Place place() {
        return new Place(REGION, ACCOUNT, STACK_NAME, HOST + ":" + gateway, "http://" + HOST + ":" + sqs);
    }

    private static int port(String option, int wanted) throws CannotStart {
        if (wanted == 0) {
            return Ports.free();
        }
        if (!Ports.isFree(wanted)) {
            throw new CannotStart(
                    "port " + wanted + " is in use; " + option + " N chooses another, " + option + " 0 any free one");
        }
        return wanted;
    }
}
