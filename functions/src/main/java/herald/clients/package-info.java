/**
 * The SDK's asynchronous clients as Herald sets them, and the one thread on which their futures complete. Which of the two
 * clients of the management API posts is decided here; what is done with them is the other packages'.
 */
@NullMarked
package herald.clients;

import org.jspecify.annotations.NullMarked;
