@NullMarked
package herald.local.weather;

import org.jspecify.annotations.NullMarked;
