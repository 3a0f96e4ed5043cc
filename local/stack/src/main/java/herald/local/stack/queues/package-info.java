/**
 * SQS's part of the stack and Lambda's pollers: ElasticMQ with a journal, so that messages survive a stop, and for each
 * event source an {@link herald.local.stack.queues.EventSource} that batches, invokes and deletes as Lambda does.
 * Functions reach the queues through the fronts of {@code services}; what runs an invocation is {@code lambda}'s.
 */
@NullMarked
package herald.local.stack.queues;

import org.jspecify.annotations.NullMarked;
