@NullMarked
package herald.local.gateway;

import org.jspecify.annotations.NullMarked;
