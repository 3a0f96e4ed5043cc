/**
 * The permissions of functions: roles, the policies attached to them, AWS's own policies and SAM's policy templates,
 * and what SAM allows without being told. Whether a call is allowed is decided by {@code herald.local.rules.iam}; only
 * documents are read here.
 */
@NullMarked
package herald.local.template.roles;

import org.jspecify.annotations.NullMarked;
