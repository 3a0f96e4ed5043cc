package herald.lean;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The keys that requests are signed with; temporary ones, such as a function's, have a token. Immutable. */
record Keys(String accessKey, String secret, @Nullable String token) {

    /** Written out, since each post compares: what a record has by itself is linked at its first use. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Keys keys
                        && accessKey.equals(keys.accessKey)
                        && secret.equals(keys.secret)
                        && Objects.equals(token, keys.token));
    }

    @Override
    public int hashCode() {
        return accessKey.hashCode();
    }

    /** Tells no secret: what is printed may be logged. */
    @Override
    public String toString() {
        return "Keys[" + accessKey + "]";
    }
}
