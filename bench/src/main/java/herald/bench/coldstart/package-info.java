/**
 * How long a fresh process takes to its first post, by the way in which it was started. A stub of AWS gives it one event and
 * notes when it got how far. What a warm one costs is {@code posts}.
 */
@NullMarked
package herald.bench.coldstart;

import org.jspecify.annotations.NullMarked;
