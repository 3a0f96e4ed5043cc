/** Herald's handler side by side with the public samples' way, against a stub of AWS that takes its time. */
@NullMarked
package herald.bench.sample;

import org.jspecify.annotations.NullMarked;
