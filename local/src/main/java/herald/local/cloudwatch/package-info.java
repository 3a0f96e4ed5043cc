@NullMarked
package herald.local.cloudwatch;

import org.jspecify.annotations.NullMarked;
