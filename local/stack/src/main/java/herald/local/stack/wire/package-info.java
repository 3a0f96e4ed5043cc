/**
 * The stand-in's own words to SQS and DynamoDB: the protocol that AWS's clients use, without their jars; whose
 * credentials it signs with, and free ports. It knows nothing of the stack; {@code queues}, {@code tables} and {@code
 * cli} call by it.
 */
@NullMarked
package herald.local.stack.wire;

import org.jspecify.annotations.NullMarked;
