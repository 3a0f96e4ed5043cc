/**
 * The sections of a template as they are written, before any function of a resource is evaluated: which resources there
 * are in this run, their types and properties, what SAM's globals add, and which more SAM makes of them.
 * {@code resources} gives them their values; {@code Mentions} checks that what is named anywhere is declared.
 */
@NullMarked
package herald.local.template.declarations;

import org.jspecify.annotations.NullMarked;
