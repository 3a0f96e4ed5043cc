package herald.lean;

/** The requests that {@code @connections/{id}} takes. */
enum Verb {
    POST,
    GET,
    DELETE;

    /** Returns whether the request has a body, and so the headers that belong to one. */
    boolean hasBody() {
        return this == POST;
    }
}
