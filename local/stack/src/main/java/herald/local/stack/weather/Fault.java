package herald.local.stack.weather;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A thing that can be made to go wrong. Its word is a form that other programs rely on. */
public enum Fault {
    GONE("gone", Victim.POST, "the socket is dropped without $disconnect, the post answered 410"),
    TOO_LARGE("too-large", Victim.POST, "the post is answered 413"),
    THROTTLED("throttled", Victim.POST_OR_CLOSE, "the call is answered 429, as for a client that does not read"),
    THROTTLED_ACCOUNT("throttled-account", Victim.POST_OR_CLOSE, "the call is answered 429 Too Many Requests"),
    ERROR("error", Victim.POST_OR_CLOSE, "the call is answered 500"),
    HANG("hang", Victim.POST_OR_CLOSE, "the call is not answered, its connection stays open for five minutes"),
    RESET("reset", Victim.POST_OR_CLOSE, "nothing is done, and the call's connection is reset"),
    LOST_ANSWER("lost-answer", Victim.POST, "the post is delivered, and its connection reset"),
    SLOW("slow", Victim.POST, "the post is delivered, and its answer sent a byte a second"),
    DYNAMODB_THROTTLED(
            "dynamodb-throttled",
            Victim.DYNAMODB,
            "a function's call is answered 400 ProvisionedThroughputExceededException"),
    DYNAMODB_ERROR("dynamodb-error", Victim.DYNAMODB, "a function's call is answered 500 InternalServerError"),
    SQS_ERROR("sqs-error", Victim.SQS, "a function's call is answered 500 InternalFailure"),
    KILL("kill", Victim.INVOCATION, "the function's process is killed at a random moment of the invocation"),
    DUPLICATE("duplicate", Victim.MESSAGE, "a handled message is delivered once more (not by a FIFO queue)"),
    SQS_THROTTLED(
            "sqs-throttled", Victim.BATCH, "a batch finds its function throttled, and comes again when it is visible"),
    COLD("cold", Victim.REUSE, "the environment is replaced before the invocation, which waits for a new one's init"),
    LATE_DISCONNECT("late-disconnect", Victim.DISCONNECT, "$disconnect comes up to a minute late"),
    LOST_DISCONNECT("lost-disconnect", Victim.DISCONNECT, "$disconnect does not come");

    /** The victims of faults; each has a source of chance of its own. */
    enum Victim {
        POST,
        /** A call of @connections: a post, or a DELETE. */
        POST_OR_CLOSE,
        DYNAMODB,
        SQS,
        INVOCATION,
        MESSAGE,
        /** The messages that an event source has received, on their way to the function. */
        BATCH,
        /** An invocation that finds an idle environment. */
        REUSE,
        /** A connection that has ended. */
        DISCONNECT
    }

    private final String word;
    private final Victim victim;
    private final String meaning;

    Fault(String word, Victim victim, String meaning) {
        this.word = word;
        this.victim = victim;
        this.meaning = meaning;
    }

    /** Returns its name on the command line and in JSON. */
    public String word() {
        return word;
    }

    /** Returns whether it befalls what a function asks of a table. */
    public boolean befallsTables() {
        return victim == Victim.DYNAMODB;
    }

    /** Returns whether it can be limited to some connections. */
    boolean perConnection() {
        return befalls(Victim.POST);
    }

    /** Returns whether it can be limited to some functions. */
    boolean perFunction() {
        return victim == Victim.INVOCATION || victim == Victim.REUSE;
    }

    boolean befalls(Victim what) {
        return victim == what || (victim == Victim.POST_OR_CLOSE && what == Victim.POST);
    }

    static Optional<Fault> of(String word) {
        return Arrays.stream(values()).filter(fault -> fault.word.equals(word)).findFirst();
    }

    /** @param line gets what there is to ask for, a kind a line */
    public static void describe(Consumer<String> line) {
        line.accept("");
        line.accept("KIND is one of");
        for (Fault fault : values()) {
            line.accept(String.format(Locale.ROOT, "  %-19s %s", fault.word, fault.meaning));
        }
    }

    /** Returns all words, for a person. */
    static String words() {
        return Arrays.stream(values()).map(Fault::word).collect(Collectors.joining(", "));
    }
}
