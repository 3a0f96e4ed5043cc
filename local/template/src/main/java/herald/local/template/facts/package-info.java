/**
 * Facts about AWS that its packages carry, as files beside these classes: {@code build/renew-facts} writes them. What a
 * fact means for a template is decided by those who ask. Imports nothing of Herald.
 */
@NullMarked
package herald.local.template.facts;

import org.jspecify.annotations.NullMarked;
