@NullMarked
package herald.local.template;

import org.jspecify.annotations.NullMarked;
