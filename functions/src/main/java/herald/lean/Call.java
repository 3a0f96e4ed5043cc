package herald.lean;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * One request and the future of its outcome, which the caller holds. Completed once: by its answer, its failure or the
 * caller, in which last case it is given up and its connection closed, or a late answer would be taken for the next call's.
 *
 * <p>The future's side is thread-safe. The rest is touched on the event loop only, once it has been handed over.
 */
abstract class Call<T> extends CompletableFuture<T> {

    /** The deadline of calls that nobody has set one for. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Wires wires;
    private final Verb verb;
    private final byte[] encodedId;
    private final byte[] body;
    private final @Nullable Duration timeout;
    private final long deadlineNanos;
    private boolean triedBefore;
    private @Nullable Wire wire;

    Call(Wires wires, Verb verb, @Nullable String id, byte[] body, Optional<AwsRequestOverrideConfiguration> override) {
        this.wires = wires;
        this.verb = verb;
        this.encodedId = Endpoint.encoded(id == null ? "" : id);
        this.body = body;
        this.timeout =
                override.isEmpty() ? null : override.get().apiCallTimeout().orElse(null);
        this.deadlineNanos = System.nanoTime() + (timeout == null ? PATIENCE : timeout).toNanos();
    }

    Verb verb() {
        return verb;
    }

    byte[] encodedId() {
        return encodedId;
    }

    byte[] body() {
        return body;
    }

    boolean isLate(long nowNanos) {
        return deadlineNanos - nowNanos < 0;
    }

    /** Reads the response from an answer that is a success. */
    abstract T read(ApiAnswer answer) throws IOException;

    /** The failure of a call whose deadline has passed. */
    Throwable late() {
        return timeout == null
                ? NoAnswer.of(new IOException("no answer within " + PATIENCE.toSeconds() + " s"))
                : ApiCallTimeoutException.create(timeout.toMillis());
    }

    /** Returns whether it may be sent again: once, ever. */
    boolean tryAgain() {
        boolean first = !triedBefore;
        triedBefore = true;
        return first;
    }

    int attempts() {
        return triedBefore ? 2 : 1;
    }

    @Nullable
    Wire wire() {
        return wire;
    }

    void sentOn(@Nullable Wire sender) {
        wire = sender;
    }

    final void answered(ApiAnswer answer) {
        T response;
        try {
            if (!answer.succeeded()) {
                failed(ErrorAnswers.of(answer, attempts()));
                return;
            }
            response = read(answer);
        } catch (Throwable unreadable) {
            // Errors too: nobody else knows this call any more.
            failed(NoAnswer.of(unreadable));
            return;
        }
        super.complete(response);
    }

    final void failed(Throwable failure) {
        super.completeExceptionally(failure);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return givenUp(super.cancel(mayInterruptIfRunning));
    }

    @Override
    public boolean complete(T value) {
        return givenUp(super.complete(value));
    }

    /** The caller completes it, as {@link #orTimeout} does. */
    @Override
    public boolean completeExceptionally(Throwable failure) {
        return givenUp(super.completeExceptionally(failure));
    }

    /** What is chained to it are plain futures, which know nothing of a wire. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }

    private boolean givenUp(boolean byCaller) {
        if (byCaller) {
            wires.giveUp(this);
        }
        return byCaller;
    }
}
