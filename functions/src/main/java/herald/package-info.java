@NullMarked
package herald;

import org.jspecify.annotations.NullMarked;
