/**
 * DynamoDB's part of the stack: a process of DynamoDB Local, or an endpoint that somebody else runs, and the template's
 * tables made there. Functions reach them through the fronts of {@code services}.
 */
@NullMarked
package herald.local.stack.tables;

import org.jspecify.annotations.NullMarked;
