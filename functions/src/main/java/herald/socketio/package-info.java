/** Engine.IO protocol 4 and Socket.IO protocol 5 as text over WebSocket: frames to packets and back. Pure. */
@NullMarked
package herald.socketio;

import org.jspecify.annotations.NullMarked;
