@NullMarked
package herald.local.stack.lambda;

import org.jspecify.annotations.NullMarked;
