@NullMarked
package herald.local.rules.cloudwatch;

import org.jspecify.annotations.NullMarked;
