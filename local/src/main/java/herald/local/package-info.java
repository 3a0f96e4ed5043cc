@NullMarked
package herald.local;

import org.jspecify.annotations.NullMarked;
