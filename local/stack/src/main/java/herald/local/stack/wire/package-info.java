/** How the stand-in's own parts speak to SQS and DynamoDB: the protocol that AWS's clients use, without their jars. */
@NullMarked
package herald.local.stack.wire;

import org.jspecify.annotations.NullMarked;
