package herald.local.stack.queues;

import herald.local.stack.feed.Feed;
import herald.local.stack.lambda.Functions;
import herald.local.stack.lambda.InvocationResult;
import herald.local.stack.meter.UsageEvent;
import herald.local.stack.weather.StackClock;
import herald.local.stack.weather.Weather;
import herald.local.stack.wire.AwsRefusal;
import herald.local.template.spec.EventSourceSpec;
import herald.local.template.spec.FunctionSpec;
import herald.local.template.spec.QueueSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Lambda's event source mapping for one queue and one function: long polls, makes batches, invokes, and deletes what
 * the function's answer says is done. What failed is left alone until its visibility timeout has passed, and moves to
 * the dead-letter queue by the queue's own count, as on AWS.
 *
 * <p>One thread receives, and up to {@value #CONCURRENCY} batches are with the function at one time: Lambda starts with
 * as many pollers, and what it adds to them under load is left out. A FIFO queue hands out no message of a group of
 * which one is in flight, so that there is one batch per group without anything done for it here.
 *
 * <p>Thread-safe.
 */
public final class EventSource implements AutoCloseable {

    private static final int CONCURRENCY = 5;

    /** The time that Lambda adds to window and timeout where they are longer than the queue's visibility timeout. */
    private static final Duration VISIBILITY_MARGIN = Duration.ofSeconds(30);

    private static final int DELETE_TRIES = 3;

    /**
     * Ours: how soon a copy of a deleted message turns up, from a server that could not be reached when it was deleted
     * (AWS docs, "Amazon SQS at-least-once delivery").
     */
    private static final Duration REPEATED_WITHIN = Duration.ofSeconds(1);

    /** The pause between short polls. */
    private static final Duration SHORT_PAUSE = Duration.ofMillis(50);

    private final EventSourceSpec spec;
    private final QueueSpec queue;
    private final Optional<Duration> visibility;
    private final SqsEvent event;
    private final SqsCalls sqs;
    private final Functions functions;
    private final Feed feed;
    private final StackClock clock;
    private final Weather weather;
    private final int concurrency;
    private final Semaphore free;
    private final Thread receiver;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private EventSource(
            EventSourceSpec spec, QueueSpec queue, FunctionSpec function, Functions functions, Queues queues) {
        this.spec = spec;
        this.queue = queue;
        this.visibility = visibility(spec, queue, function);
        this.event = new SqsEvent(queue.arn(), queues.region(), !spec.window().isZero());
        this.sqs = new SqsCalls(
                queues.wire(), bytes -> queues.around().usage().accept(new UsageEvent.QueueCalled(queue.id(), bytes)));
        this.functions = functions;
        this.feed = queues.around().feed();
        this.clock = queues.around().clock();
        this.weather = queues.around().weather();
        this.concurrency = Math.min(CONCURRENCY, spec.maximumConcurrency().orElse(CONCURRENCY));
        this.free = new Semaphore(concurrency);
        this.receiver = Thread.ofVirtual().name("event-source-" + spec.id()).unstarted(this::receiveUntilStopped);
    }

    /** Starts to poll a queue, which {@code queues} must have, for its function. */
    public static EventSource start(EventSourceSpec spec, FunctionSpec function, Functions functions, Queues queues) {
        EventSource source = new EventSource(spec, queues.spec(spec.queue()), function, functions, queues);
        source.receiver.start();
        return source;
    }

    /** Polls no more. What was received and is not yet with the function goes back to the queue. Returns at once. */
    public void stop() {
        stopped.countDown();
    }

    /**
     * Waits, after {@link #stop}, until nothing is received any more and what is with the function has been settled.
     * Returns false if that takes longer than {@code most}.
     */
    public boolean awaitIdle(Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        if (!receiver.join(most)) {
            return false;
        }
        boolean idle = free.tryAcquire(concurrency, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (idle) {
            free.release(concurrency);
        }
        return idle;
    }

    /** Stops, and waits for nothing. */
    @Override
    public void close() {
        stop();
    }

    private void receiveUntilStopped() {
        List<ReceivedMessage> excess = List.of();
        int failures = 0;
        try {
            while (!isStopped()) {
                if (!free.tryAcquire(SqsCalls.LONGEST_POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    continue;
                }
                try {
                    excess = dispatchNext(excess);
                    failures = 0;
                } catch (IOException | AwsRefusal failure) {
                    excess = List.of();
                    failures++;
                    reportOutage(failures, failure);
                    pause(Backoff.pauseAfter(failures));
                }
            }
            release(excess);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns what did not fit into the batch, for the next. */
    private List<ReceivedMessage> dispatchNext(List<ReceivedMessage> first)
            throws AwsRefusal, IOException, InterruptedException {
        BatchWindow window = new BatchWindow(spec.batchSize(), spec.window());
        window.add(first, clock.now());
        boolean dispatched = false;
        try {
            collect(window);
            if (!isStopped()) {
                dispatched = true;
                dispatch(window.batch());
            }
        } finally {
            if (!dispatched) {
                free.release();
                release(window.batch());
            }
            // Held back here it could be taken for the next of a group whose first one has just failed.
            if (!dispatched || queue.fifo()) {
                release(window.excess());
            }
        }
        return queue.fifo() || !dispatched ? List.of() : window.excess();
    }

    private void collect(BatchWindow window) throws AwsRefusal, IOException, InterruptedException {
        while (!isStopped() && !window.isClosed(clock.now())) {
            Duration poll = mayPollLong(window) ? SqsCalls.LONGEST_POLL : Duration.ZERO;
            List<ReceivedMessage> messages = sqs.receive(queue.url(), window.room(), poll, visibility);
            window.add(messages, clock.now());
            if (poll.isZero() && messages.isEmpty()) {
                pause(SHORT_PAUSE);
            }
        }
    }

    /**
     * Waits for messages, but not in a window's last second, as a long poll counts in whole ones. And never from a FIFO
     * queue: ElasticMQ 1.7 tries without a pause as long as a poll waits and a message stands behind one of its group
     * that is in flight.
     */
    private boolean mayPollLong(BatchWindow window) {
        Duration remaining = window.remaining(clock.now()).orElse(SqsCalls.LONGEST_POLL);
        return !queue.fifo() && remaining.compareTo(SqsCalls.LONGEST_POLL) >= 0;
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Ends early when the source is stopped. */
    private void pause(Duration pause) throws InterruptedException {
        boolean _ = stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void dispatch(List<ReceivedMessage> batch) {
        Thread.ofVirtual().name("event-source-" + spec.id() + "-batch").start(() -> {
            try {
                settle(batch, weather.throttlesBatch() ? ThrottledTries.THROTTLED : invoke(batch));
            } finally {
                free.release();
            }
        });
    }

    private void settle(List<ReceivedMessage> batch, InvocationResult result) {
        Set<String> ids = batch.stream().map(ReceivedMessage::id).collect(Collectors.toSet());
        switch (BatchVerdict.of(result, spec.reportsItemFailures(), ids)) {
            case BatchVerdict.Done() -> done(batch);
            case BatchVerdict.DoneExcept(Set<String> failed) ->
                done(batch.stream()
                        .filter(message -> !failed.contains(message.id()))
                        .toList());
            case BatchVerdict.Kept(String reason)
            when result instanceof InvocationResult.Returned ->
                feed.problem(spec.function(), "batch of " + spec.queue() + " failed as a whole: " + reason);
            case BatchVerdict.Kept(String _) -> {}
        }
    }

    private void done(List<ReceivedMessage> done) {
        delete(done);
        List<ReceivedMessage> repeated = queue.fifo()
                ? List.of()
                : done.stream().filter(_ -> weather.repeats()).toList();
        if (!repeated.isEmpty()) {
            repeatLater(repeated);
        }
    }

    /** Repeats messages whatever the function makes of them: they are deleted, so that none could come back. */
    private void repeatLater(List<ReceivedMessage> batch) {
        Thread.ofVirtual().name("event-source-" + spec.id() + "-repeated").start(() -> {
            try {
                pause(weather.pause(REPEATED_WITHIN));
                free.acquire();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            }
            try {
                if (!isStopped()) {
                    invoke(batch.stream().map(ReceivedMessage::receivedAgain).toList());
                }
            } finally {
                free.release();
            }
        });
    }

    private InvocationResult invoke(List<ReceivedMessage> batch) {
        byte[] payload = event.of(batch);
        return ThrottledTries.of(
                () -> functions.invoke(spec.function(), spec.queue(), payload).join(),
                clock.now().plus(visibility.orElseGet(queue::visibilityTimeout)),
                clock,
                stopped);
    }

    private void delete(List<ReceivedMessage> done) {
        for (int tries = 1; tries <= DELETE_TRIES; tries++) {
            try {
                for (String failure : sqs.delete(queue.url(), done)) {
                    feed.problem(spec.id(), "a message will come again, as it could not be deleted: " + failure);
                }
                return;
            } catch (IOException | AwsRefusal failure) {
                if (tries == DELETE_TRIES) {
                    feed.problem(spec.id(), done.size() + " messages will come again: " + failure.getMessage());
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void release(List<ReceivedMessage> messages) throws InterruptedException {
        try {
            sqs.release(queue.url(), messages);
        } catch (IOException | AwsRefusal failure) {
            feed.problem(spec.id(), messages.size() + " messages stay invisible for now: " + failure.getMessage());
        }
    }

    private void reportOutage(int failures, Exception failure) {
        if (failures == 1) {
            feed.problem(spec.id(), "receiving from " + spec.queue() + " fails: " + failure.getMessage());
        }
    }

    private static Optional<Duration> visibility(EventSourceSpec spec, QueueSpec queue, FunctionSpec function) {
        Duration needed = spec.window().plus(function.timeout());
        boolean tooShort = !spec.window().isZero() && needed.compareTo(queue.visibilityTimeout()) > 0;
        return tooShort ? Optional.of(needed.plus(VISIBILITY_MARGIN)) : Optional.empty();
    }
}
