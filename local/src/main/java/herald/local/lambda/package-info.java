@NullMarked
package herald.local.lambda;

import org.jspecify.annotations.NullMarked;
