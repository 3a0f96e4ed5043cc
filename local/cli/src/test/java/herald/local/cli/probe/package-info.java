/** Functions that the tests run as processes, with Lambda's runtime client. */
@NullMarked
package herald.local.cli.probe;

import org.jspecify.annotations.NullMarked;
