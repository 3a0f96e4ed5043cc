/**
 * The resources that keep data: SQS queues with their dead-letter queues, and DynamoDB tables with their keys, indexes
 * and billing. Whom a queue invokes is read in {@code events}.
 */
@NullMarked
package herald.local.template.stores;

import org.jspecify.annotations.NullMarked;
