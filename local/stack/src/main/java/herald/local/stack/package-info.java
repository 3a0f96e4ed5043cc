/**
 * The stack, put together: {@link herald.local.stack.Stack} chooses the addresses, reads the template, and starts the
 * meter and the metrics, fronts, then queues, tables and functions side by side, then the gateway, and last what
 * invokes functions by itself; {@code Teardown} ends all of it in the opposite order. A part is a package below, and
 * meets the others by what it is handed here. Nothing imports this package but {@code cli}, which fills in {@link
 * herald.local.stack.Options}.
 */
@NullMarked
package herald.local.stack;

import org.jspecify.annotations.NullMarked;
