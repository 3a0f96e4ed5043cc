package herald.fanout;

import java.time.Instant;

/** What is to be done about a connection after a post. {@link Settlement} decides. */
sealed interface Duty {

    /** Nothing: it has the frame. */
    record Done() implements Duty {}

    /** Remove its row: nobody is there. */
    record Forget() implements Duty {}

    /** Try again later. */
    record Owe(int tries, Instant notBefore) implements Duty {}

    /** Give it up: close it, so that its client connects anew. */
    record Close(Owe otherwise) implements Duty {}

    /** Nothing can be delivered to anybody. */
    record Halt(String reason) implements Duty {}
}
