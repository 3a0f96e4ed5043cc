package herald.connections;

/** Where in an audience a reader is: behind this connection, which itself need not be there any more. */
public record Cursor(ConnectionId after) {}
