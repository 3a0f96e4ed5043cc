/**
 * What Socket.IO's codec costs, in JMH's own measure, and what it stands of arbitrary input. It measures the product's
 * {@code socketio} alone; what a whole post costs is {@code posts}.
 */
@NullMarked
package herald.bench.codec;

import org.jspecify.annotations.NullMarked;
