@NullMarked
package herald.local.meter;

import org.jspecify.annotations.NullMarked;
