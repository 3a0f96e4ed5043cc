package herald.publications;

/** The name of one publication: the SQS messageId, by which a client knows a duplicate. Opaque. */
public record PublicationId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
