package herald.local.stack.gateway;

import java.util.Optional;

/**
 * Plain HTTP that the front answers beside its WebSockets: the page and the console. Thread-safe; must not block for
 * long, since it runs on the front's own threads.
 */
@FunctionalInterface
public interface WebPages {

    /** @param contentType with charset */
    record WebPage(int status, String contentType, byte[] body) {}

    /**
     * @param path decoded path, {@code /} or {@code /console/state.json}
     * @param query raw query without its question mark, empty if there is none
     * @return empty for what is not one of its pages; the front then answers 403 as API Gateway does
     */
    Optional<WebPage> get(String path, String query);

    /**
     * Something that is to be changed.
     *
     * @param method {@code PUT}, {@code POST} or another that is not {@code GET}
     * @param path as for {@link #get}, and so the query
     * @param body up to a message's 128 KB; what is longer has been cut after one byte more
     */
    record Order(String method, String path, String query, byte[] body) {}

    /** Returns empty for what is not one of its orders; the front then answers 403 as API Gateway does. */
    default Optional<WebPage> send(Order order) {
        return Optional.empty();
    }
}
