package herald.bench.endtoend;

import herald.bench.crowd.Speech;
import java.net.URI;

/**
 * A contestant: it brings messages from a queue to clients.
 *
 * @param url where clients connect
 * @param queue where messages are sent
 */
record Contestant(String name, Speech speech, URI url, String queue) {}
