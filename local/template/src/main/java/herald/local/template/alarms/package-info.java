/**
 * CloudWatch alarms: what they look at, when they go off, and what of that is not evaluated here. The rules that decide
 * it are {@code herald.local.rules.cloudwatch}'s; only their settings are read here.
 */
@NullMarked
package herald.local.template.alarms;

import org.jspecify.annotations.NullMarked;
