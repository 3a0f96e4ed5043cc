package herald.posts;

import org.jspecify.annotations.Nullable;

/** What requests are signed with. {@code token}: of temporary credentials, such as a function's. Immutable. */
record Keys(String accessKey, String secret, @Nullable String token) {

    /** Tells no secret: what is printed may be logged. */
    @Override
    public String toString() {
        return "Keys[" + accessKey + "]";
    }
}
