/** What comes from clients: the three routes of the WebSocket API. */
@NullMarked
package herald.routes;

import org.jspecify.annotations.NullMarked;
