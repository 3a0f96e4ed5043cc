@NullMarked
package herald.local.metrics;

import org.jspecify.annotations.NullMarked;
