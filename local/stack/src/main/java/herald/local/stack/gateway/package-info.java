@NullMarked
package herald.local.stack.gateway;

import org.jspecify.annotations.NullMarked;
