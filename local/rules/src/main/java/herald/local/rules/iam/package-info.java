/**
 * Permissions: identity-based policies as IAM evaluates them ("Policy evaluation logic" and
 * "IAM JSON policy element reference", IAM User Guide), and what DynamoDB, SQS and API Gateway say to whom may not. The
 * template's roles come from {@code template}; who calls, and what becomes of it, the stack's {@code access} knows.
 */
@NullMarked
package herald.local.rules.iam;

import org.jspecify.annotations.NullMarked;
