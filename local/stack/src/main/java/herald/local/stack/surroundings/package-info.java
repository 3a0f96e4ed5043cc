/**
 * The surroundings of every part of the stack: the one record {@code Surroundings}. It stands above the packages whose
 * things it holds, and below the parts that it is lent to.
 */
@NullMarked
package herald.local.stack.surroundings;

import org.jspecify.annotations.NullMarked;
