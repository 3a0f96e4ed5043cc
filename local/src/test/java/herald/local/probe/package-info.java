/** Functions that the tests run as processes, with Lambda's runtime client: each does one thing that a function may do. */
@NullMarked
package herald.local.probe;

import org.jspecify.annotations.NullMarked;
