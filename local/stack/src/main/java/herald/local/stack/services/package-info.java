/** Between functions and the services that they call: the one place where each call can be seen, and refused. */
@NullMarked
package herald.local.stack.services;

import org.jspecify.annotations.NullMarked;
