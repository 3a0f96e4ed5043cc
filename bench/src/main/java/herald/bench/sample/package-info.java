/**
 * Herald's handler side by side with the public samples' way, against a stub of AWS that takes its time: how fast they are
 * with healthy clients, and what they do when some are not. Both handlers are driven by the same lines.
 */
@NullMarked
package herald.bench.sample;

import org.jspecify.annotations.NullMarked;
