/**
 * The functions of CloudFormation and what they need that is no resource: parameters, mappings, conditions and pseudo
 * parameters. What a resource's {@code Ref} or attribute gives is asked of {@code References}, which {@code resources}
 * answers. {@code Properties} is how every reader looks at a map whose functions are evaluated.
 */
@NullMarked
package herald.local.template.values;

import org.jspecify.annotations.NullMarked;
