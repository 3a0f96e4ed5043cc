/**
 * The resources of this run with every function evaluated: their physical names, ARNs and endpoints, and which needs
 * which other. It knows what every resource is called and not what any of them is for; that is read in the rooms above,
 * a family of types each.
 */
@NullMarked
package herald.local.template.resources;

import org.jspecify.annotations.NullMarked;
