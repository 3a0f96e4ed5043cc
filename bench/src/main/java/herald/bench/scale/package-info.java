/**
 * The engine itself at sizes that no machine here could serve: in simulated time against API Gateway's quota, and its memory
 * in real time. What a post costs it takes from {@code posts}.
 */
@NullMarked
package herald.bench.scale;

import org.jspecify.annotations.NullMarked;
