package herald.posts;

/** What can be asked of {@code @connections/{id}}. */
enum Verb {
    POST,
    GET,
    DELETE;

    /** Whether the request has a body, and so the headers that belong to one. */
    boolean hasBody() {
        return this == POST;
    }
}
