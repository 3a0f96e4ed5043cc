/**
 * The fronts between functions and the services that they call: the one place where each call can be seen, and refused.
 * Gates ({@code access}, {@code weather}) decide, sights ({@code meter}) look on; a call that passes goes to the
 * service byte for byte.
 */
@NullMarked
package herald.local.stack.services;

import org.jspecify.annotations.NullMarked;
