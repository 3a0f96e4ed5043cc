@NullMarked
package herald.local.table;

import org.jspecify.annotations.NullMarked;
