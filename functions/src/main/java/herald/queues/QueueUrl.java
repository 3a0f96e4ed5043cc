package herald.queues;

/** Where a queue is. */
public record QueueUrl(String value) {

    /** FIFO queues' names end so (AWS docs, SQS FIFO queues). */
    public boolean fifo() {
        return value.endsWith(".fifo");
    }

    /** The queue's name, which is also the last part of its ARN. */
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    /** Whether an ARN names this queue, as far as its last part tells. */
    public boolean isNamedBy(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1).equals(name());
    }
}
