/**
 * The input and the outcome of reading a template: the place of the run, the specifications of all that it asks for,
 * and what is found wrong with it. Records only, which know nothing of how they were read; the rest of the stand-in and
 * the command lines see this room and no other.
 */
@NullMarked
package herald.local.template.spec;

import org.jspecify.annotations.NullMarked;
