/**
 * A SAM template read and judged. {@link herald.local.template.TemplateReader} reads one that is to be run and refuses
 * it at its first mistake; {@link herald.local.template.Critic} says all that is wrong with one, run or not. Both only
 * put the rooms below in order, one after the other: what a room finds, and how it reads it, stands there. Other
 * modules import this package and {@code spec}, nothing else.
 */
@NullMarked
package herald.local.template;

import org.jspecify.annotations.NullMarked;
